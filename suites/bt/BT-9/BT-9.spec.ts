import { describe, it } from 'mocha';
import { eachRow, evidence, expect, inconclusive, inTime, limit } from '../../vocabulary.ts';

const protocols = { l2cap: 'L2CAP', att: 'attributes', smp: 'pairing' } as const;

describe('BT-9 Malformed radio input does not stop the toy', () => {
  it('BT-9-1 the toy still pairs and serves after the malformed packet corpus', () => {
    const { units, messages } = evidence('ble-malformed-input');
    eachRow(evidence('declaration').product.units, ({ id }) => {
      const row = units.find(({ unit }) => unit === id);
      if (row === undefined) inconclusive(`${id} was sent no malformed packet`);
      const waitedFor = (what: string, late = row.lateness) => inTime('ble-malformed-input', late, `${id} ${what}`);
      if (!row.answeredBefore) waitedFor('to answer a valid request');
      if (!row.answeredBefore) inconclusive(`${id} answered no valid request before the malformed packets`);
      const own = messages.filter(({ unit }) => unit === id);
      for (const message of own.filter(({ aliveAfter }) => !aliveAfter)) {
        const { layer, message: name, clause, recoveredAfterMilliseconds: recovered } = message;
        const packet = `the packet for ${protocols[layer]} "${name}" (${clause})`;
        if (recovered === null || recovered > 1000 * limit('recoverySeconds'))
          waitedFor(`to answer again after ${packet}`, message.lateness);
        expect(recovered, `${id} stopped answering after ${packet}`).not.to.be.null;
        const seconds = (recovered ?? 0) / 1000;
        expect(seconds, `${id} was gone for ${seconds} s after ${packet}`).to.be.at.most(limit('recoverySeconds'));
      }
      if (!row.answeredAfter) waitedFor('to answer a valid request after the malformed packets');
      expect(row.answeredAfter, `${id} answered no valid request after the malformed packets`).to.be.true;
      const { pairedBefore: before, pairedAfter: after } = row;
      if (before === 'paired' && after !== 'paired') waitedFor('to pair after the malformed packets');
      if (before === 'paired')
        expect(['paired', 'refused'], `${id} pairs no more after the malformed packets: ${after}`).to.include(after);
      const left = own.filter(({ answer }) => answer === 'not-sent').length;
      if (own.length - left === 0) inconclusive(`no malformed packet reached ${id}`);
      if (left > 0) inconclusive(`nobody consented to ${left} of the malformed packets for ${id}`);
      if (before !== 'paired') inconclusive(`${id} did not pair before the malformed packets either: ${before}`);
      if (after !== 'paired') inconclusive(`${id} refuses to pair again, which may be a rule of its own`);
    });
  });
});
