import { join } from 'node:path';
import { expect } from 'chai';
import { after, afterEach, beforeEach, describe, it } from 'mocha';
import { airOfSuite } from '../../../air/air.fixture.ts';
import {
  answerIn,
  commandIn,
  completed,
  eventOf,
  oddController,
  type Habits,
} from '../../../development/odd-controller.ts';
import { scratch } from '../../../development/peer.ts';
import { Clock } from '../../../reference-toy/bluetooth/clock.ts';
import { decentLe, type LeManners } from '../../../reference-toy/bluetooth/manners.ts';
import { Peripheral } from '../../../reference-toy/bluetooth/peripheral.ts';
import { att, AttClient, word } from './att.ts';
import { readAttributeTable } from './attribute-table.ts';
import { acl, buffers, FewBuffers, packetsDone } from './few-buffers.fixture.ts';
import { firstHeard } from './first-heard.fixture.ts';
import { command } from './le-commands.ts';
import { LeHost, type LeLink } from './low-energy.ts';
import { initiatePairing, type PairingWishes } from './smp-initiator.ts';

const open: LeManners = {
  ...decentLe,
  address: { kind: 'static', rotationMinutes: undefined },
  pairing: { ...decentLe.pairing, window: 'always', mitm: false, authenticatedOnly: false, secureOnly: false },
};
const wishes: PairingWishes = {
  ...{ ioCapability: 'no-input-no-output', bonding: true, mitm: false, secureConnections: true, keySize: 16 },
};

describe('an adapter of a laboratory', function () {
  this.timeout(60_000);
  const { folder, remove } = scratch();
  const air = airOfSuite();
  let toy: Peripheral | undefined;
  let count = 0;
  // A controller that goes gives its peer no end of the link, so that each test has a bear of its own.
  beforeEach(async () => {
    const unit = { serial: 'S-1', radioAddress: '02:00:5E:10:00:17' };
    toy = await Peripheral.open(air().le, { manners: open, unit, clock: new Clock() });
  });
  afterEach(() => toy?.close());
  after(remove);

  const odd = (habits: () => Habits, adapter = air().le) =>
    oddController(adapter, { path: join(folder, `odd-${count++}`), habits });

  /** Meets the bear through a controller with these habits. */
  async function through<T>(habits: () => Habits, use: (host: LeHost, link: LeLink) => Promise<T>): Promise<T> {
    const { adapter, stop } = await odd(habits);
    const host = await LeHost.open(adapter);
    try {
      const link = await host.connect(await firstHeard(host), 5000);
      return await use(host, link!);
    } finally {
      host.close();
      stop();
    }
  }

  /** What the bench does with a toy over Low Energy, and what it finds. */
  async function usual(host: LeHost, link: LeLink) {
    const client = new AttClient(link.link);
    await client.agreeMtu();
    const { attributes, brokeOff } = await readAttributeTable(client, AbortSignal.timeout(20_000));
    const { outcome } = await initiatePairing(host, link, wishes);
    const handle = attributes.find(({ uuid }) => uuid === '2a00')?.handle ?? 0;
    const name = await client.request(att.read, word(handle));
    // More than a few buffers hold.
    for (let n = 0; n < 40; n++) client.command(att.writeCommand, word(handle), Buffer.alloc(100, n));
    const last = await client.request(att.read, word(handle));
    await host.disconnect(link);
    return { handles: attributes.length, brokeOff, outcome, name, last };
  }

  for (const [packets, size] of [
    [1, 27],
    [2, 27],
    [3, 251],
  ] as const)
    it(`with ${packets} buffers of ${size} octets for Low Energy is never sent more, and finds the same`, async () => {
      const few = new FewBuffers('le', packets, size);
      const found = await through(few.habits, usual);
      const plain = await through(() => ({}), usual);
      expect(found).to.deep.equal(plain);
      expect(found).to.include({ outcome: 'paired', brokeOff: undefined });
      expect(few.most).to.equal(packets);
      expect(few.sent).to.be.above(60);
    });

  it('that has no buffers of its own for Low Energy shares those of Classic', async () => {
    let most = 0;
    let held = 0;
    const shares = (): Habits => ({
      fromHost: (packet, { toController }) => {
        if (packet[0] === acl) most = Math.max(most, ++held);
        toController(packet);
      },
      fromController: (packet, { toHost }) => {
        answerIn(packet, buffers.le)?.fill(0, 1);
        const classic = answerIn(packet, buffers.classic);
        if (classic !== undefined) [27, 0, 0, 2, 0].forEach((octet, at) => classic.writeUInt8(octet, 1 + at));
        if (packet[0] === 4 && packet[1] === packetsDone) held -= packet.readUInt16LE(6);
        toHost(packet);
      },
    });
    const { adapter, stop } = await odd(shares, air().dual);
    const host = await LeHost.open(adapter);
    const link = await host.connect(await firstHeard(host), 5000);
    expect(await usual(host, link!)).to.include({ outcome: 'paired', brokeOff: undefined });
    expect(most).to.equal(2);
    host.close();
    stop();
  });

  it('that takes no command for now is asked again once it says so by an event about none', async () => {
    const slow = (): Habits => ({
      fromController: (packet, { toHost }) => {
        if (packet[0] === 4 && packet[1] === 0x0e) {
          packet.writeUInt8(0, 3);
          setTimeout(() => toHost(completed(0, Buffer.alloc(0))), 3);
        }
        toHost(packet);
      },
    });
    expect(await through(slow, usual)).to.include({ outcome: 'paired', brokeOff: undefined });
  });

  it('that speaks of itself in between is listened to all the same', async () => {
    const asides = [
      eventOf(0xff, Buffer.from([1, 2, 3])),
      eventOf(0xff, Buffer.alloc(0)),
      eventOf(0x3e, Buffer.alloc(0)),
      eventOf(0x3e, Buffer.from([0x77, 1, 2])),
      eventOf(0x13, Buffer.from([1, 0xff, 0x0e, 9, 0])),
      eventOf(0x13, Buffer.from([200, 1])),
      eventOf(0x0e, Buffer.from([1])),
      eventOf(0x0f, Buffer.from([0, 1])),
      eventOf(0x05, Buffer.from([0])),
      eventOf(0x08, Buffer.from([0])),
      Buffer.from([acl, 0xff, 0x2e, 2, 0, 1, 2]),
      Buffer.from([3, 0xff, 0x0e, 1, 0]),
    ];
    const talks = (): Habits => ({
      fromController: (packet, { toHost }) => {
        for (const aside of asides) toHost(aside);
        toHost(packet);
      },
    });
    expect(await through(talks, usual)).to.include({ outcome: 'paired', brokeOff: undefined });
  });

  it('that lacks a command it cannot do without is left, and the message names the command', async () => {
    for (const [opcode, named] of [
      [command.reset, '0x0c03'],
      [command.leSetEventMask, '0x2001'],
      [command.setRandomAddress, '0x2005'],
    ] as const) {
      const lacks = (): Habits => ({
        fromHost: (packet, { toController, toHost }) => {
          if (commandIn(packet) === opcode) toHost(completed(opcode, Buffer.from([1])));
          else toController(packet);
        },
      });
      const { adapter, stop } = await odd(lacks);
      const error = await LeHost.open(adapter).catch((thrown: unknown) => thrown);
      stop();
      expect(error).to.include({ reason: 'tool-missing' });
      expect((error as Error).message).to.contain(`refused command ${named} with status 1`);
    }
  });

  it('for Low Energy alone, which knows no buffers of Classic, is used as it is', async () => {
    const alone = (): Habits => ({
      fromHost: (packet, { toController, toHost }) => {
        if (commandIn(packet) === buffers.classic) toHost(completed(buffers.classic, Buffer.from([1])));
        else toController(packet);
      },
    });
    expect(await through(alone, usual)).to.include({ outcome: 'paired', brokeOff: undefined });
  });

  it('hears a toy that advertises rarely, and connects with its next advertisement', async () => {
    const rare = (): Habits => ({
      fromHost: (packet, { toController }) => {
        if (commandIn(packet) === command.connect) setTimeout(() => toController(packet), 1500);
        else toController(packet);
      },
      fromController: (packet, { toHost }) => toHost(packet),
    });
    const { adapter, stop } = await odd(rare);
    const host = await LeHost.open(adapter);
    const link = await host.connect(await firstHeard(host), 11_000);
    expect(link?.role).to.equal('central');
    host.close();
    stop();
  });

  it('that connects just when it is told to give up has a link, which is not lost', async () => {
    let asked: Buffer = Buffer.alloc(0);
    const late = (): Habits => ({
      fromHost: (packet, { toController, toHost }) => {
        if (commandIn(packet) === command.connect) {
          asked = packet;
          toHost(eventOf(0x0f, Buffer.from([0, 1, 0x0d, 0x20])));
        } else if (commandIn(packet) === command.cancelConnect) {
          toHost(completed(command.cancelConnect, Buffer.from([0])));
          toController(asked);
        } else toController(packet);
      },
    });
    const { adapter, stop } = await odd(late);
    const host = await LeHost.open(adapter);
    const link = await host.connect(await firstHeard(host), 200);
    expect(link?.role).to.equal('central');
    await host.disconnect(link!);
    host.close();
    stop();
  });

  it('with a fault of its hardware says so, and nobody waits for it', async () => {
    const breaks = (): Habits => ({
      fromHost: (packet, { toController, toHost }) => {
        if (commandIn(packet) === command.encrypt) toHost(eventOf(0x10, Buffer.from([0x42])));
        else toController(packet);
      },
    });
    await through(breaks, async (host, link) => {
      const error = await initiatePairing(host, link, wishes).catch((thrown: unknown) => thrown);
      expect(error).to.include({ reason: 'tool-missing' });
      expect((error as Error).message).to.match(/fault of its hardware \(66\): unplug it/);
      expect(host.controller.closed).to.equal(true);
    });
  });
});
