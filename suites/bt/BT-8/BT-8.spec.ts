import { describe, it } from 'mocha';
import { eachRow, evidence, expect, inconclusive, inTime } from '../../vocabulary.ts';
import { everyTableWhole } from '../le.ts';

describe('BT-8 Updates over Bluetooth need a paired phone', () => {
  it('BT-8-1 no known firmware-update service accepts a write without pairing', () => {
    eachRow(
      evidence('ble-gatt').updates,
      ({ unit, known, characteristic, answer, restarted, lateness }) => {
        const service = `${known ?? 'the declared update service'} of ${unit} (${characteristic})`;
        expect(answer, `${service} took the first message of its dialogue from a stranger`).not.to.equal(
          'acknowledged',
        );
        if (restarted) inTime('ble-gatt', lateness, `the link with ${unit} to last`);
        expect(restarted, `${unit} restarted when a stranger sent ${service} its first message`).to.be.false;
        if (answer === 'not-sent') inconclusive(`nobody consented to a message to ${service}`);
        if (answer === 'unanswered') inconclusive(`${service} answered neither yes nor no`);
      },
      { empty: 'no unit offers a service that takes updates' },
    );
    everyTableWhole();
  });
});
