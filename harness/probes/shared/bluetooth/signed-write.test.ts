import { randomBytes } from 'node:crypto';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { onAir } from '../../../air/air.fixture.ts';
import { Clock } from '../../../reference-toy/bluetooth/clock.ts';
import { uuids, type LeManners } from '../../../reference-toy/bluetooth/manners.ts';
import { pairsWithAnybody } from '../../../reference-toy/bluetooth/pairs-with-anybody.fixture.ts';
import { Peripheral } from '../../../reference-toy/bluetooth/peripheral.ts';
import type { Advertisement } from './advertisement.ts';
import { att, attChannel, AttClient, word } from './att.ts';
import { LeHost, type LeLink } from './low-energy.ts';
import { counterSigned, signedValue, signedWrite } from './signed-write.ts';
import { initiatePairing, type PairingWishes } from './smp-initiator.ts';

const hex = (text: string) => Buffer.from(text, 'hex');

describe('a signed write', () => {
  // Figures of another stack: its key is written as on the air.
  const key = hex('505e42df9691ec72d31fcdfbeb641b61');
  const pdu = hex('d21200133701000000f1871e933c900ff2');

  it('is signed as other stacks sign it', () => {
    expect(signedWrite(key, { handle: 0x12, value: hex('1337'), counter: 1 }).toString('hex')).to.equal(
      pdu.toString('hex'),
    );
    expect(counterSigned(key, pdu)).to.equal(1);
    expect(signedValue(pdu).toString('hex')).to.equal('1337');
  });

  it('holds under its key alone, and with no bit changed', () => {
    expect(counterSigned(randomBytes(16), pdu)).to.equal(undefined);
    for (let bit = 0; bit < pdu.length * 8; bit++) {
      const changed = Buffer.from(pdu);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(counterSigned(key, changed), `bit ${bit}`).to.equal(undefined);
    }
    for (let length = 0; length < pdu.length; length++)
      expect(counterSigned(key, pdu.subarray(0, length))).to.equal(undefined);
  });
});

const manners: LeManners = { ...pairsWithAnybody({ read: 'anybody', write: 'encrypted' }), signedWrites: 'verified' };

describe('signed writes to a bear', function () {
  this.timeout(30_000);

  it(
    'are obeyed once, of whoever gave it the key, over a link that is not encrypted',
    onAir(async (air, ends) => {
      const unit = { serial: 'S-1', radioAddress: '' };
      const toy = ends(await Peripheral.open(air.le, { manners, unit, clock: new Clock() }));
      const stranger = ends(await LeHost.open(air.le));
      const host = ends(await LeHost.open(air.le));
      const handle = toy.attributes.find(({ characteristic }) => characteristic?.uuid === uuids.mood)?.handle ?? 0;
      const signingKey = randomBytes(16);
      const wishes: PairingWishes = {
        ...{ ioCapability: 'no-input-no-output', bonding: true, mitm: false, secureConnections: true, keySize: 16 },
        signingKey,
      };
      const met = async (who: LeHost): Promise<LeLink> => {
        let heardOf: (found: Advertisement) => void = () => undefined;
        const found = new Promise<Advertisement>((resolve) => (heardOf = resolve));
        const endScan = await who.scan((heard) => heard.event === 0 && heardOf(heard));
        const peer = await found;
        await endScan();
        return (await who.connect(peer, 5000))!;
      };
      /** The mood after this PDU, over a link of its own. */
      const moodAfter = async (who: LeHost, pdu: Buffer): Promise<string> => {
        const link = await met(who);
        const client = new AttClient(link.link);
        link.link.send(attChannel, pdu);
        const answer = await client.request(att.read, word(handle));
        await who.disconnect(link);
        return answer.kind === 'response' ? answer.value.toString() : answer.kind;
      };
      const signed = (value: string, counter: number, key = signingKey) =>
        signedWrite(key, { handle, value: Buffer.from(value), counter });
      const first = await met(host);
      expect(await initiatePairing(host, first, wishes)).to.include({ outcome: 'paired' });
      await host.disconnect(first);
      expect(await moodAfter(host, signed('sleepy', 4)), 'the right signature').to.equal('sleepy');
      expect(await moodAfter(host, signed('angry', 4)), 'a counter that was used').to.equal('sleepy');
      expect(await moodAfter(host, signed('sleepy', 3)), 'a counter from before').to.equal('sleepy');
      expect(await moodAfter(host, signed('angry', 5, randomBytes(16))), 'another key').to.equal('sleepy');
      expect(await moodAfter(stranger, signed('angry', 5)), 'from another address').to.equal('sleepy');
      const changed = signed('merry', 5);
      changed[3] = 0x50;
      expect(await moodAfter(host, changed), 'a changed value').to.equal('sleepy');
      expect(await moodAfter(host, signed('merry', 5)), 'the next counter').to.equal('merry');
    }),
  );
});
