import { expect } from 'chai';
import { describe, it } from 'mocha';
import { diff } from './diff.ts';

// Counted by kind, because requirements that wait for an instrument today are tested tomorrow.
describe('the worked example of a revision, from edition 1.0 to the draft after it', () => {
  const { differences, unchanged } = diff({ edition: '1.0' }, { edition: 'next' });
  const having = (kind: string) =>
    differences.filter(({ changes }) => changes.some((change) => change.kind === kind)).map(({ id }) => id);

  it('adds the chapter on toys that converse, and a successor', () => {
    expect(having('added').filter((id) => !id.startsWith('AI-'))).to.deep.equal(['COMM-15']);
    expect(having('added').length).to.be.above(7);
  });

  it('supersedes one requirement and withdraws none', () => {
    expect(having('superseded')).to.deep.equal(['COMM-10']);
    expect(having('withdrawn')).to.deep.equal([]);
  });

  it('tightens two limits and touches nothing else', () => {
    expect(having('limit-tightened')).to.deep.equal(['AUTH-5', 'UPD-10']);
    expect(differences.length).to.equal(having('added').length + 3);
    expect(unchanged).to.be.above(150);
  });
});
