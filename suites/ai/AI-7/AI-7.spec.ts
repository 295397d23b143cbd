import { describe, it } from 'mocha';
import type { ApiAccessObservation } from '../../../schemas/types.ts';
import { chosen } from '../../answers.ts';
import { eachRefused, type Attempt } from '../../strangers.ts';
import { eachRow, expect, inconclusive, wholeEvidence } from '../../vocabulary.ts';

type Medium = ApiAccessObservation['media'][number];

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
    const recordings = wholeEvidence('api-access').media.filter(({ transcript }) => transcript === true);
    const none = { empty: 'no record of a conversation is kept as a medium of its own' };
    eachRow(recordings, refused, none);
  });
});

// An address that is signed is a credential of its own; without what signs it, it gives nothing to a stranger.
function refused({ call, host, declaredHost, controlBytes, bare, foreign }: Medium): void {
  expect(bare, `what ${call} keeps of a conversation at ${host} was given without credentials`).not.to.equal(true);
  expect(foreign, `what ${call} keeps of a conversation at ${host} was given to another family`).not.to.equal(true);
  if (!declaredHost) inconclusive(`${host} is not declared and was not asked`);
  if (controlBytes === 0) inconclusive(`the family itself could not fetch what ${call} keeps at ${host}`);
  if (bare === null || foreign === null) inconclusive(`${host} did not answer`);
}
