import { describe, it } from 'mocha';
import { eachRow, evidence, expect, inconclusive } from '../../vocabulary.ts';

/** Streamed sound and its remote control (AVDTP, AVCTP and its browsing). */
const sound = [0x19, 0x17, 0x1b];

describe('BT-4 Sound does not open to strangers', () => {
  it('BT-4-1 no audio or serial channel opens to an unpaired host', () => {
    const { units, channels, pages } = evidence('bluetooth-classic');
    const tried = channels.filter(
      ({ host, kind, number }) =>
        host === 'stranger' && (kind === 'serial' || (kind === 'protocol' && sound.includes(number))),
    );
    eachRow(
      tried,
      ({ unit, kind, number, result, paired, received }) => {
        const what = kind === 'serial' ? `serial channel ${number}` : `the protocol 0x${number.toString(16)} of sound`;
        const how = paired ? ' after pairing by itself' : '';
        expect(result, `${unit} opens ${what} to a stranger${how} (${received} octets came)`).not.to.equal('opened');
        if (result === 'no-answer') inconclusive(`${unit} answered nothing when a stranger asked for ${what}`);
      },
      { empty: 'no unit accepted a connection from a stranger' },
    );
    eachRow(units, ({ unit }) => {
      const answered = pages.some((page) => page.unit === unit && page.answered);
      if (!answered) inconclusive(`${unit} accepted no connection at all`);
      expect(answered).to.equal(true);
    });
  });
});
