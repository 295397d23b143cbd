import { expect } from 'chai';
import { describe, it } from 'mocha';
import { airTools, openAir } from '../../air/air.ts';
import { needs } from '../../development/needs.ts';
import type { Advertisement } from '../../probes/shared/bluetooth/advertisement.ts';
import { att, AttClient, word } from '../../probes/shared/bluetooth/att.ts';
import { LeHost } from '../../probes/shared/bluetooth/low-energy.ts';
import { initiatePairing, type PairingWishes } from '../../probes/shared/bluetooth/smp-initiator.ts';
import { Clock } from './clock.ts';
import { decentLe, uuids, type LeManners } from './manners.ts';
import { Peripheral } from './peripheral.ts';

const manners: LeManners = {
  ...decentLe,
  address: { kind: 'static', rotationMinutes: undefined },
  pairing: {
    ...decentLe.pairing,
    ...{ ioCapability: 'no-input-no-output', mitm: false, authenticatedOnly: false, window: 'always' },
  },
  characteristics: decentLe.characteristics.map((each) =>
    each.uuid === uuids.mood ? { ...each, read: 'encrypted' } : each,
  ),
};
const wishes: PairingWishes = {
  ...{ ioCapability: 'no-input-no-output', bonding: false, mitm: false, secureConnections: true, keySize: 16 },
};

describe('a link of the bear', function () {
  this.timeout(30_000);

  it('is open to its own key from the very event of encryption, also where no keys are exchanged', async function () {
    needs(this, ...airTools);
    const air = await openAir();
    const unit = { serial: 'S-1', radioAddress: '02:00:5E:10:00:17' };
    const toy = await Peripheral.open(air.le, { manners, unit, clock: new Clock() });
    const host = await LeHost.open(air.le);
    const handle = toy.attributes.find(({ characteristic }) => characteristic?.uuid === uuids.mood)?.handle ?? 0;
    try {
      const found = await new Promise<Advertisement>((resolve, reject) => {
        host.scan((heard) => heard.event === 0 && resolve(heard)).catch(reject);
      });
      for (let round = 0; round < 10; round++) {
        const link = (await host.connect(found, 5000))!;
        const client = new AttClient(link.link);
        expect(await client.request(att.read, word(handle))).to.include({ kind: 'error', code: 5 });
        // Asked in the same turn as this side hears of it, which is as early as a phone can.
        const asked = new Promise((resolve) => {
          host.controller.on('event', (code) => {
            if (code === 0x08) resolve(client.request(att.read, word(handle)));
          });
        });
        expect(await initiatePairing(host, link, wishes)).to.include({ outcome: 'paired' });
        expect(await asked, `round ${round}`).to.deep.equal({ kind: 'response', value: Buffer.from('happy') });
        host.controller.removeAllListeners('event');
        await host.disconnect(link);
      }
    } finally {
      host.close();
      toy.close();
      await air.stop();
    }
  });
});
