import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { airTools } from '../../air/air.ts';
import { onAir, withAir } from '../../air/air.fixture.ts';
import { needs } from '../../development/needs.ts';
import { firstHeard } from '../../probes/shared/bluetooth/first-heard.fixture.ts';
import { att, attChannel, AttClient, word } from '../../probes/shared/bluetooth/att.ts';
import { LeHost, type LeLink } from '../../probes/shared/bluetooth/low-energy.ts';
import { initiatePairing } from '../../probes/shared/bluetooth/smp-initiator.ts';
import { smp } from '../../probes/shared/bluetooth/smp-pdu.ts';
import { smpChannel } from '../../probes/shared/bluetooth/smp-session.ts';
import { Clock } from './clock.ts';
import { uuids } from './manners.ts';
import { pairsWithAnybody, strangersWishes } from './pairs-with-anybody.fixture.ts';
import { Peripheral } from './peripheral.ts';

const manners = pairsWithAnybody({ read: 'encrypted' });

describe('a link of the bear', function () {
  this.timeout(30_000);

  /** Meets a bear, and switches it off afterwards. */
  const meeting = (look: (met: { toy: Peripheral; host: LeHost; link: LeLink }) => Promise<void>) =>
    withAir(async (air, ends) => {
      const unit = { serial: 'S-1', radioAddress: '02:00:5E:10:00:17' };
      const toy = ends(await Peripheral.open(air.le, { manners, unit, clock: new Clock() }));
      const host = ends(await LeHost.open(air.le));
      const found = await firstHeard(host);
      await look({ toy, host, link: (await host.connect(found, 5000))! });
    });

  it('answers nothing to what only a server sends, so that two servers never talk without end', async function () {
    needs(this, ...airTools);
    await meeting(async ({ link }) => {
      const heard: Buffer[] = [];
      link.link.on('frame', (channel, payload) => channel === attChannel && heard.push(payload));
      const told = [att.error, att.mtuResponse, 0x07, att.read + 1, att.write + 1, att.notification, att.indication];
      for (const code of told) link.link.send(attChannel, Buffer.from([code, 0x0a, 1, 0, 1]));
      expect(await new AttClient(link.link).request(att.mtuRequest, word(23))).to.include({ kind: 'response' });
      expect(heard.map(([code]) => code)).to.deep.equal([att.mtuResponse]);
    });
  });

  it('takes 2000 requests to pair, and a word of any other kind after them', async function () {
    needs(this, ...airTools);
    await meeting(async ({ host, link }) => {
      const request = Buffer.from([smp.pairingRequest, 3, 0, 1, 16, 0, 0]);
      let refusals = 0;
      link.link.on('frame', (channel, [code]) => {
        if (channel === smpChannel && code === smp.pairingFailed) refusals++;
      });
      for (let round = 0; round < 4; round++) {
        for (let n = 0; n < 500; n++) link.link.send(smpChannel, request);
        while (!host.controller.pipe.isFlushed(link.link)) await sleep(5);
      }
      expect(await new AttClient(link.link).request(att.mtuRequest, word(23))).to.include({ kind: 'response' });
      expect(refusals).to.be.within(1, 2000);
    });
  });

  it('leaves no promise to itself where it is switched off while it hangs up', async function () {
    needs(this, ...airTools);
    const left: unknown[] = [];
    const note = (reason: unknown) => void left.push(reason);
    process.on('unhandledRejection', note);
    await meeting(async ({ toy }) => {
      while (toy.links.size === 0) await sleep(5);
      toy.restart();
      toy.close();
      await sleep(100);
    }).finally(() => process.off('unhandledRejection', note));
    expect(left).to.deep.equal([]);
  });

  it(
    'is open to its own key from the very event of encryption, also where no keys are exchanged',
    onAir(async (air, ends) => {
      const unit = { serial: 'S-1', radioAddress: '02:00:5E:10:00:17' };
      const toy = ends(await Peripheral.open(air.le, { manners, unit, clock: new Clock() }));
      const host = ends(await LeHost.open(air.le));
      const handle = toy.attributes.find(({ characteristic }) => characteristic?.uuid === uuids.mood)?.handle ?? 0;
      const found = await firstHeard(host);
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
        expect(await initiatePairing(host, link, strangersWishes)).to.include({ outcome: 'paired' });
        expect(await asked, `round ${round}`).to.deep.equal({ kind: 'response', value: Buffer.from('happy') });
        host.controller.removeAllListeners('event');
        await host.disconnect(link);
      }
    }),
  );
});
