import { describe, it } from 'mocha';
import { eachRow, evidence, expect, inconclusive, limit } from '../../vocabulary.ts';

describe('BT-3 The link is strongly paired', () => {
  it('BT-3-4 the recorded pairing of its own phone is strong and under a whole key', () => {
    const pairings = evidence('bluetooth-capture').pairings.filter(
      ({ transport, outcome }) => transport === 'le' && outcome === 'keys',
    );
    if (pairings.length === 0) inconclusive('no recording holds a pairing over Low Energy that ended with keys');
    eachRow(pairings, ({ unit, protocol, method, keySize, debugKeys, secret, openedPackets }) => {
      if (protocol === undefined || method === undefined || keySize === undefined)
        inconclusive(`the recording of ${unit} lost a part of the pairing`);
      const proof = secret === undefined ? '' : `; a listener finds its key ${secret.value}`;
      const read = openedPackets > 0 ? ` and reads ${openedPackets} packets` : '';
      expect(protocol, `${unit} paired by legacy pairing (${method})${proof}${read}`).to.equal('secure-connections');
      expect(method, `nobody confirmed or entered a number when ${unit} paired`).not.to.equal('just-works');
      expect(keySize, `${unit} took a key of ${keySize} octets`).to.be.at.least(limit('keySize'));
      expect(debugKeys, `the published debug key was used when ${unit} paired`).to.deep.equal([]);
    });
  });
});
