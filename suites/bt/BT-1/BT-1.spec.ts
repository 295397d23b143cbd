import { describe, it } from 'mocha';
import { answer, eachRow, evidence, expect, inconclusive } from '../../vocabulary.ts';
import { attemptsWith, couldPair, gotKeys, offerOf } from '../le.ts';
import { attemptsOn, refusalsCount, wayOf } from '../classic.ts';

describe('BT-1 Pairing needs a person at the toy', () => {
  it('BT-1-1 an unknown central without input or output cannot pair in the normal state', () => {
    eachRow(evidence('declaration').product.units, ({ id }) => {
      const tries = attemptsWith(id).filter(({ state, by }) => state === 'normal' && by === 'stranger');
      for (const attempt of tries)
        expect(gotKeys(attempt), `${id} paired with a stranger although nobody had done the act (${offerOf(attempt)})`)
          .to.be.false;
      const open = tries.find(({ outcome }) => outcome === 'unfinished');
      if (open !== undefined)
        inconclusive(`${id} went along with a pairing in its normal state that came to no end (${offerOf(open)})`);
      if (tries.length === 0) inconclusive(`nobody tried to pair with ${id} in its normal state`);
      couldPair(id);
    });
  });

  it('BT-1-4 the act that opens pairing is deliberate and cannot be done by radio', () => {
    eachRow(evidence('declaration').ixit.pairingActs, ({ id, act }) => {
      const without = answer('without-act', id).choice;
      expect(without, `a strange phone was paired although nobody did "${act}" (${id})`).to.equal('refused');
      const kind = answer('act', id).choice;
      expect(kind, `play brings about what opens pairing (${id})`).not.to.equal('part-of-play');
      expect(kind, `nothing is done at the toy to open pairing (${id})`).to.equal('apart-from-play');
      const otherwise = answer('from-afar', id).choice;
      expect(otherwise, `pairing can be opened without a hand at the toy (${id})`).to.equal('only-by-hand');
      if (answer('after-act', id).choice !== 'paired')
        inconclusive(`no phone was paired even after "${act}" (${id}), so that its refusal before shows nothing`);
    });
  });

  it('BT-1-2 an unknown host cannot pair, with or without a PIN, in the normal state', () => {
    eachRow(evidence('bluetooth-classic').units, ({ unit }) => {
      const { strangers, pairedAfterAct } = attemptsOn(unit, ['normal']);
      for (const attempt of strangers)
        expect(attempt.outcome, `a stranger paired with ${unit} by ${wayOf(attempt)} without an act`).not.to.equal(
          'keys',
        );
      refusalsCount(unit, pairedAfterAct);
    });
  });
});
