import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { after, describe, it } from 'mocha';
import { airOfSuite } from '../../../air/air.fixture.ts';
import { commandIn, oddController, type Habits } from '../../../development/odd-controller.ts';
import { scratch } from '../../../development/peer.ts';
import { Clock } from '../../../reference-toy/bluetooth/clock.ts';
import { decentLe } from '../../../reference-toy/bluetooth/manners.ts';
import { Peripheral } from '../../../reference-toy/bluetooth/peripheral.ts';
import type { Link } from './acl.ts';
import { signals } from './answer-signals.ts';
import { att, AttClient, word } from './att.ts';
import { firstHeard } from './first-heard.fixture.ts';
import { command } from './le-commands.ts';
import { LeHost } from './low-energy.ts';

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

describe('a toy that asks something of the bench', function () {
  this.timeout(60_000);
  const { folder, remove } = scratch();
  const air = airOfSuite();
  let count = 0;
  after(remove);

  /** Meets a bear; its end of the link says what no bear would say by itself. */
  async function meeting(habits: Habits, use: (bench: Link, bear: Link) => Promise<void>) {
    const manners = { ...decentLe, address: { kind: 'static', rotationMinutes: undefined } as const };
    const unit = { serial: 'S-1', radioAddress: '02:00:5E:10:00:17' };
    const toy = await Peripheral.open(air().le, { manners, unit, clock: new Clock() });
    const { adapter, stop } = await oddController(air().le, { path: join(folder, `${count++}`), habits: () => habits });
    const host = await LeHost.open(adapter);
    try {
      const { link } = (await host.connect(await firstHeard(host), 5000))!;
      while (toy.links.size === 0) await sleep(5);
      await use(link, [...toy.links][0]!.link.link);
    } finally {
      host.close();
      toy.close();
      stop();
    }
  }

  it('finds nothing at the bench, and nothing that it asks is taken for an answer', async () => {
    await meeting({}, async (bench, server) => {
      const heard: string[] = [];
      server.on('frame', (channel, pdu) => heard.push(`${channel} ${pdu.toString('hex')}`));
      const client = new AttClient(bench);
      const answer = client.request(att.mtuRequest, word(247));
      // Its size, its services, what stands at a handle, a write without an answer, a confirmation, two values at once.
      const asked = ['02f700', '100100ffff0028', '0a0300', '52030001', '1e', '2303000100410500020042 43'];
      for (const pdu of asked) server.send(4, hex(pdu));
      const pushed: string[] = [];
      client.onPushed = ({ handle, value }) => pushed.push(`${handle} ${value.toString()}`);
      expect(await answer).to.include({ kind: 'response' });
      await client.request(att.mtuRequest, word(247));
      for (let n = 0; n < 200 && heard.length < 5; n++) await sleep(10);
      expect(heard.filter((each) => each.startsWith('4 01'))).to.deep.equal([
        ...['4 0102000006', '4 011001000a', '4 010a000006'],
      ]);
      expect(pushed).to.deep.equal(['3 A', '5 BC']);
    });
  });

  it('gets the intervals that it asks for, and not those that slow the bench or do not exist', async () => {
    const updates: Buffer[] = [];
    const notes: Habits = {
      fromHost: (packet, { toController }) => {
        if (commandIn(packet) === command.updateConnection) updates.push(packet.subarray(6));
        toController(packet);
      },
    };
    await meeting(notes, async (bench, bear) => {
      const told: string[] = [];
      bear.on('frame', (channel, pdu) => {
        if (channel === signals) told.push(pdu.toString('hex'));
      });
      // 7.5 to 15 ms; 125 to 500 ms, of which the toy may stay away from forty; nothing that exists; a channel by credits.
      const asks = ['1201080006000c0000002c01', '120208006400900128002003', '120308000000000000000000'];
      asks.push('14040a0080004000400040000100');
      for (const ask of asks) bear.send(signals, hex(ask));
      expect(await new AttClient(bench).request(att.mtuRequest, word(23))).to.include({ kind: 'response' });
      for (let n = 0; n < 200 && told.length < 4; n++) await sleep(10);
      expect(told).to.deep.equal(['130102000000', '130202000100', '130302000100', '010402000000']);
      expect(updates.map((each) => each.toString('hex'))).to.deep.equal(['06000c0000002c0100000000']);
    });
  });
});
