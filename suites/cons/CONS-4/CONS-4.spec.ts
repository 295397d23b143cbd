import { describe, it } from 'mocha';
import { expect, inconclusive } from '../../vocabulary.ts';
import { journeysOf, reaching, whereItStopped } from '../../web-session.ts';

describe('CONS-4 Consent can be withdrawn as easily', () => {
  it('CONS-4-1 withdrawal takes no more steps than consent', () => {
    const given = reaching('consent-given', 'consent-as-guardian', 'sign-up');
    const offered = journeysOf('withdrawal');
    expect(offered.length, 'no way to withdraw consent is offered').to.be.above(0);
    const taken = offered.filter(({ marks }) => marks.includes('consent-withdrawn'));
    if (taken.length === 0) inconclusive(`consent was not withdrawn: ${offered.map(whereItStopped).join('; ')}`);
    const steps = ({ acts, proofs }: { readonly acts: number; readonly proofs: number }) => acts - proofs;
    const [to, from] = [Math.min(...given.map(steps)), Math.min(...taken.map(steps))];
    expect(from, `withdrawing takes ${from} steps, consenting ${to}`).to.be.at.most(to);
  });
});
