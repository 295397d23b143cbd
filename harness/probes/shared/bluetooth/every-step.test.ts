import { join } from 'node:path';
import { expect } from 'chai';
import { after, afterEach, beforeEach, describe, it } from 'mocha';
import { airOfSuite } from '../../../air/air.fixture.ts';
import { oddController, type Habits, type Way } from '../../../development/odd-controller.ts';
import { scratch } from '../../../development/peer.ts';
import { decentClassic } from '../../../reference-toy/bluetooth/classic-manners.ts';
import { switchClassicOn } from '../../../reference-toy/bluetooth/classic-radio.ts';
import { Clock } from '../../../reference-toy/bluetooth/clock.ts';
import { decentLe, type PairingManners } from '../../../reference-toy/bluetooth/manners.ts';
import { Peripheral } from '../../../reference-toy/bluetooth/peripheral.ts';
import { ClassicHost, type HostManners } from './classic/classic-host.ts';
import { L2cap } from './classic/l2cap.ts';
import { RfcommClient } from './classic/rfcomm.ts';
import { browse } from './classic/sdp.ts';
import { firstHeard } from './first-heard.fixture.ts';
import { LeHost } from './low-energy.ts';
import { initiatePairing, type PairingWishes } from './smp-initiator.ts';

const acl = 2;
const keyRequest = 5;

/** Ends the link instead of its n-th step, whichever side would take it; counts the steps of one link from one on. */
class Leaver {
  last = Infinity;
  steps = 0;
  readonly #isStep: (packet: Buffer) => boolean;

  constructor(isStep: (packet: Buffer) => boolean) {
    this.#isStep = isStep;
  }

  readonly habits = (): Habits => ({
    fromHost: (packet, way) => this.#pass(packet, way, way.toController),
    fromController: (packet, way) => this.#pass(packet, way, way.toHost),
  });

  #pass(packet: Buffer, { toController }: Way, onward: (packet: Buffer) => void): void {
    if (!this.#isStep(packet) || ++this.steps < this.last) {
      onward(packet);
      return;
    }
    const handle = packet[0] === acl ? packet.readUInt16LE(1) & 0xfff : packet.readUInt16LE(4);
    toController(Buffer.from([1, 0x06, 0x04, 3, handle & 0xff, handle >> 8, 0x13]));
  }
}

const begins = (packet: Buffer) => packet[0] === acl && ((packet.readUInt16LE(1) >> 12) & 3) !== 1;
const ofPairing = (packet: Buffer) =>
  (begins(packet) && packet.length >= 9 && packet.readUInt16LE(7) === 6) ||
  (packet[0] === 4 && packet[1] === 0x3e && packet[3] === keyRequest);

const passkey = 314_159;
const both: PairingManners = {
  ...decentLe.pairing,
  ...{ passkey, window: 'always', authenticatedOnly: false, secureOnly: false, confirms: 'by-itself' },
};
const dumb = { ioCapability: 'no-input-no-output', mitm: false, keySize: 16, bonding: true } as const;
const able = { ...dumb, mitm: true, passkey: () => Promise.resolve(passkey), confirm: () => Promise.resolve(true) };

const ways: readonly (readonly [what: string, toy: PairingManners, wishes: PairingWishes, least: number])[] = [
  ['Just Works', { ...both, mitm: false }, { ...dumb, secureConnections: true }, 11],
  ['legacy Just Works', { ...both, mitm: false }, { ...dumb, secureConnections: false }, 11],
  ['a legacy passkey', both, { ...able, ioCapability: 'keyboard-only', secureConnections: false }, 11],
  [
    'numbers to compare',
    { ...both, ioCapability: 'display-yes-no' },
    { ...able, ioCapability: 'display-yes-no', secureConnections: true },
    11,
  ],
  ['a passkey in twenty rounds', both, { ...able, ioCapability: 'keyboard-only', secureConnections: true }, 88],
];

describe('a device that leaves', function () {
  this.timeout(120_000);
  const { folder, remove } = scratch();
  const air = airOfSuite();
  let count = 0;
  const left: unknown[] = [];
  const note = (reason: unknown) => void left.push(reason);
  beforeEach(() => void process.on('unhandledRejection', note));
  afterEach(() => {
    process.off('unhandledRejection', note);
    expect(left.splice(0), 'promises that nobody waited for').to.deep.equal([]);
  });
  after(remove);

  const behind = (leaver: Leaver, adapter: string) =>
    oddController(adapter, { path: join(folder, `leaver-${count++}`), habits: leaver.habits });

  for (const [what, pairing, wishes, least] of ways)
    it(`at any step of a pairing is not paired with, and nothing hangs: ${what}`, async () => {
      const leaver = new Leaver(ofPairing);
      const { adapter, stop } = await behind(leaver, air().le);
      const manners = { ...decentLe, address: { kind: 'static', rotationMinutes: undefined } as const, pairing };
      const unit = { serial: 'S-1', radioAddress: '02:00:5E:10:00:17' };
      const toy = await Peripheral.open(adapter, { manners, unit, clock: new Clock() });
      const host = await LeHost.open(air().le);
      const found = await firstHeard(host);
      const pair = async (last: number) => {
        Object.assign(leaver, { steps: 0, last });
        const link = await host.connect(found, 5000);
        const { outcome } = await initiatePairing(host, link!, wishes);
        await host.disconnect(link!);
        return outcome;
      };
      try {
        expect(await pair(Infinity)).to.equal('paired');
        const { steps } = leaver;
        expect(steps).to.be.at.least(least);
        const ended: string[] = [];
        for (let last = 1; last <= steps; last++) ended.push(await pair(last));
        // The last few only hand over keys for later, under encryption.
        const isShut = (outcome: string) => outcome === 'disconnected' || outcome === 'not-encrypted';
        const shut = ended.findLastIndex(isShut) + 1;
        expect(ended.slice(0, shut).filter((outcome) => !isShut(outcome))).to.deep.equal([]);
        expect(new Set(ended.slice(shut))).to.deep.equal(new Set(['paired']));
        expect(steps - shut).to.be.at.most(6);
      } finally {
        host.close();
        toy.close();
        stop();
      }
    });

  it('at any step of Classic: channels, records, a serial port and what is said on it', async () => {
    const manners: HostManners = {
      ...{ name: 'Bench', classOfDevice: 0x5a020c, simplePairing: true, ioCapability: 3, authentication: 2 },
      ...{ pairs: () => true, pin: () => undefined, accepts: () => true },
    };
    const leaver = new Leaver(begins);
    const { adapter, stop } = await behind(leaver, air().classic);
    const services = decentClassic.services.map((each) => ({ ...each, opens: 'anybody' as const }));
    const always = { ...decentClassic, services, reachableAtRest: true, pairsWithoutAct: 'anybody' } as const;
    const bear = await switchClassicOn({ adapter, manners: always, clockSpeed: 1 });
    const host = await ClassicHost.open(air().classic, { manners });
    const visit = async (last: number) => {
      Object.assign(leaver, { steps: 0, last });
      const paged = await host.page(bear.address);
      if (typeof paged !== 'object' || !('link' in paged)) throw new Error('not connected');
      const channels = new L2cap(paged.link.link);
      const records = await channels.connect(1, 1000);
      const found =
        typeof records === 'object' && 'channel' in records
          ? await browse(records.channel, { uuid: '0100', milliseconds: 1000 })
          : undefined;
      const serial = await channels.connect(3, 1000);
      const client = typeof serial === 'object' && 'channel' in serial ? new RfcommClient(serial.channel) : undefined;
      const opened = (await client?.start(1000)) === true ? await client?.open(7, 1000) : undefined;
      await host.disconnect(paged.link);
      return { whole: found?.complete === true, opened: typeof opened === 'object' };
    };
    expect(await visit(Infinity)).to.deep.equal({ whole: true, opened: true });
    const { steps } = leaver;
    expect(steps).to.be.above(20);
    const seen = [];
    for (let last = 1; last < steps; last++) seen.push(await visit(last));
    expect(seen[0]).to.deep.equal({ whole: false, opened: false });
    // What was whole before the end stays so, and nothing opens after it.
    expect(seen.map(({ whole }) => whole)).to.deep.equal(seen.map(({ whole }) => whole).sort());
    expect(seen.filter(({ opened }) => opened).length).to.be.below(steps / 2);
    host.close();
    bear.stop();
    stop();
  });
});
