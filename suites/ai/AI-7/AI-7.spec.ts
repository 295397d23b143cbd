import { describe, it } from 'mocha';
import { chosen } from '../../answers.ts';
import { eachRefused, type Attempt } from '../../strangers.ts';
import { expect } from '../../vocabulary.ts';

describe('AI-7 Transcripts belong to the family', () => {
  it('AI-7-1 a guardian can read and delete what was said', () => {
    const kept = chosen('kept');
    expect(kept, `of what was said the guardian finds: ${kept}`).to.be.oneOf(['all', 'nothing']);
    if (kept === 'all') {
      const left = chosen('deleted');
      expect(left, `after deleting what was said is: ${left}`).to.equal('gone');
      return;
    }
    const next = chosen('remembered');
    expect(next, `the product says that it keeps nothing, and the next day it has: ${next}`).to.equal('forgotten');
  });

  it('AI-7-2 transcripts are refused to a foreign family', () => {
    const strangers: readonly Attempt['credentials'][] = ['none', 'other-family', 'fresh-account'];
    eachRefused(({ transcript, credentials }) => transcript && strangers.includes(credentials));
  });
});
