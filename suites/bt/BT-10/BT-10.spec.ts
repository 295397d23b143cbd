import { describe, it } from 'mocha';
import { eachRow, evidence, expect, inconclusive, inTime } from '../../vocabulary.ts';
import { attemptsWith, couldPair, gotKeys, offerOf } from '../le.ts';
import { attemptsOn, refusalsCount, wayOf } from '../classic.ts';

describe('BT-10 The pairing window closes', () => {
  it('BT-10-1 pairing by Bluetooth Low Energy is refused once the limit is over', () => {
    eachRow(evidence('declaration').product.units, ({ id }) => {
      const late = attemptsWith(id).filter(({ state }) => state === 'after-window' || state === 'after-restart');
      for (const attempt of late) {
        const when =
          attempt.state === 'after-restart'
            ? 'after a restart'
            : `${Math.round(attempt.secondsAfterAct ?? 0)} s after the act`;
        if (gotKeys(attempt)) inTime('ble-pairing', attempt.lateness, `the window of ${id} to pass`);
        expect(gotKeys(attempt), `${id} still paired with a stranger ${when} (${offerOf(attempt)})`).to.be.false;
      }
      if (!late.some(({ state }) => state === 'after-window'))
        inconclusive(`nobody tried to pair with ${id} after the limit`);
      couldPair(id);
    });
  });

  it('BT-10-2 pairing by Bluetooth Classic is refused once the limit is over', () => {
    eachRow(evidence('bluetooth-classic').units, ({ unit }) => {
      const { strangers, pairedAfterAct } = attemptsOn(unit, ['after-window', 'after-restart']);
      for (const attempt of strangers) {
        const when = attempt.state === 'after-window' ? 'after the limit' : 'after a restart in its window';
        if (attempt.outcome === 'keys') inTime('bluetooth-classic', attempt.lateness, `the window of ${unit} to pass`);
        expect(attempt.outcome, `${unit} paired by ${wayOf(attempt)} ${when}`).not.to.equal('keys');
      }
      refusalsCount(unit, pairedAfterAct);
    });
  });
});
