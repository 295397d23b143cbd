import { join } from 'node:path';
import { expect } from 'chai';
import { after, describe, it } from 'mocha';
import { declared } from '../../../../schemas/declared.ts';
import type { Declaration } from '../../../../schemas/types.ts';
import { airTools, openAir } from '../../../air/air.ts';
import { needs } from '../../../development/needs.ts';
import { observingOf } from '../../../development/observing.ts';
import { commandIn, eventOf, oddController, type Habits } from '../../../development/odd-controller.ts';
import { scratch } from '../../../development/peer.ts';
import { addressText } from './smp-analysis.ts';
import { command, freshAddress } from './le-commands.ts';
import { LeHost } from './low-energy.ts';
import { find, meet, unitOnAir } from './unit-on-air.ts';

const own = 'C0:00:5E:10:00:17';

/** A unit of which one address is declared, as a bench hears it that names this. */
function unitOf(bluetooth: object) {
  const base = observingOf({ ixit: {}, parameters: {}, child: {} });
  const units = [{ id: 'unit-1', serial: 'S-1', radioAddresses: [own] }];
  const declaration = declared({ product: { units }, ixit: {} } as unknown as Declaration);
  return unitOnAir('unit-1', { ...base, declaration, bench: { ...base.bench, bluetooth } });
}

describe('a unit on the air', function () {
  this.timeout(60_000);
  const { folder, remove } = scratch();
  after(remove);

  it('has longer than its rarest advertisement where it is real, and less where it is emulated', () => {
    for (const wanted of ['hear', 'connect'] as const) {
      expect(unitOf({ adapter: 'hci:0' }).patience[wanted]).to.be.above(10_240);
      expect(unitOf({ adapter: 'unix:/air' }).patience[wanted]).to.be.below(10_240);
    }
  });

  it('has a clock of its own only where it is emulated', () => {
    expect(unitOf({ adapter: 'unix:/air', clockSpeed: 360 }).clockSpeed).to.equal(360);
    expect(() => unitOf({ adapter: 'hci:0', clockSpeed: 360 })).to.throw(/leave clockSpeed out/);
  });

  it('is found among 10,000 others that advertise at once, and nobody else is met', async function () {
    needs(this, ...airTools);
    const air = await openAir();
    const octets = Buffer.from(own.replaceAll(':', ''), 'hex').reverse();
    const toy = await LeHost.open(air.le, { address: octets });
    const flood = (): Habits => ({
      fromHost: (packet, { toController, toHost }) => {
        toController(packet);
        if (commandIn(packet) !== command.scan || packet[4] !== 1) return;
        for (let n = 0; n < 10_000; n++) {
          const report = Buffer.concat([Buffer.from([2, 1, 0, 1]), freshAddress(), Buffer.from([3, 2, 1, 6, 0xc0])]);
          toHost(eventOf(0x3e, report));
        }
      },
    });
    const { adapter, stop } = await oddController(air.le, { path: join(folder, 'flood'), habits: flood });
    const host = await LeHost.open(adapter);
    const signal = AbortSignal.timeout(50_000);
    try {
      expect(await find(host, unitOf({ adapter }), { milliseconds: 500, signal })).to.equal(undefined);
      await toy.advertise({ data: Buffer.from([2, 1, 6]), connectable: true, interval: 30 });
      const link = await meet(host, unitOf({ adapter }), { signal });
      expect(link && addressText(link.peer.address)).to.equal(own);
    } finally {
      host.close();
      toy.close();
      stop();
      await air.stop();
    }
  });
});
