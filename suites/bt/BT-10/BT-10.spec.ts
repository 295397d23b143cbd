import { describe, it } from 'mocha';
import { eachRow, evidence, expect } from '../../vocabulary.ts';
import { attemptsOn, refusalsCount, wayOf } from '../classic.ts';

describe('BT-10 The pairing window closes', () => {
  it('BT-10-2 pairing by Bluetooth Classic is refused once the limit is over', () => {
    eachRow(evidence('bluetooth-classic').units, ({ unit }) => {
      const { strangers, pairedAfterAct } = attemptsOn(unit, ['after-window', 'after-restart']);
      for (const attempt of strangers) {
        const when = attempt.state === 'after-window' ? 'after the limit' : 'after a restart in its window';
        expect(attempt.outcome, `${unit} paired by ${wayOf(attempt)} ${when}`).not.to.equal('keys');
      }
      refusalsCount(unit, pairedAfterAct);
    });
  });
});
