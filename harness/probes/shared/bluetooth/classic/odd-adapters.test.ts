import { join } from 'node:path';
import { expect } from 'chai';
import { after, describe, it } from 'mocha';
import { airOfSuite } from '../../../../air/air.fixture.ts';
import { commandIn, eventOf, oddController, type Habits } from '../../../../development/odd-controller.ts';
import { scratch } from '../../../../development/peer.ts';
import { decentClassic } from '../../../../reference-toy/bluetooth/classic-manners.ts';
import { switchClassicOn } from '../../../../reference-toy/bluetooth/classic-radio.ts';
import { acl, FewBuffers } from '../few-buffers.fixture.ts';
import { command, event } from './classic-commands.ts';
import { ClassicHost, type HostManners } from './classic-host.ts';
import { L2cap } from './l2cap.ts';
import { browse } from './sdp.ts';

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

describe('an adapter of a laboratory for Classic', function () {
  this.timeout(60_000);
  const { folder, remove } = scratch();
  const air = airOfSuite();
  let count = 0;
  after(remove);

  const odd = (habits: () => Habits) => oddController(air().classic, { path: join(folder, `odd-${count++}`), habits });

  const manners: HostManners = {
    ...{ name: 'Bench', classOfDevice: 0x5a020c, simplePairing: true, ioCapability: 3, authentication: 2 },
    ...{ pairs: () => true, pin: () => undefined, accepts: () => true },
  };

  it('with one buffer, that knows no frames but those which may be flushed, finds the same', async () => {
    const few = new FewBuffers('classic', 1, 60);
    const old = (): Habits => {
      const { fromHost, fromController } = few.habits();
      return {
        fromHost: (packet, way) => {
          // The boundary flag 0 is none that it knows (Vol 4 Part E 5.4.2).
          if (packet[0] === acl && ((packet.readUInt16LE(1) >> 12) & 3) === 0) return;
          fromHost?.(packet, way);
        },
        ...(fromController && { fromController }),
      };
    };
    const always = { ...decentClassic, reachableAtRest: true, pairsWithoutAct: 'anybody' } as const;
    const bear = await switchClassicOn({ adapter: air().classic, manners: always, clockSpeed: 1 });
    const { adapter, stop } = await odd(old);
    const host = await ClassicHost.open(adapter, { manners });
    try {
      const paged = await host.page(bear.address);
      if (typeof paged !== 'object' || !('link' in paged)) throw new Error('not connected');
      const opened = await new L2cap(paged.link.link).connect(1, 5000);
      if (typeof opened !== 'object' || !('channel' in opened)) throw new Error('no channel');
      const { records, complete } = await browse(opened.channel, { uuid: '0100', milliseconds: 5000 });
      expect(complete).to.equal(true);
      expect(records.map(({ classes }) => classes)).to.deep.equal([['111e', '1203'], ['110b']]);
      expect(await host.authenticate(paged.link)).to.include({ authenticated: true, encrypted: true });
      expect(few.most).to.equal(1);
    } finally {
      host.close();
      stop();
      bear.stop();
    }
  });

  it('that tells of several devices at once names each of them', async () => {
    const found = hex('02 0a005e100002 01 0000 040424 0000 0b005e100002 01 0000 0c025a 0000');
    const many = (): Habits => ({
      fromHost: (packet, { toController, toHost }) => {
        if (commandIn(packet) !== command.inquiry) {
          toController(packet);
          return;
        }
        toHost(eventOf(0x0f, Buffer.from([0, 1, 0x01, 0x04])));
        toHost(eventOf(event.inquiryResult, found));
        toHost(eventOf(event.inquiryResult, found.subarray(0, 20)));
        toHost(eventOf(event.inquiryResult, Buffer.from([255])));
        toHost(eventOf(event.inquiryComplete, Buffer.from([0])));
      },
    });
    const { adapter, stop } = await odd(many);
    const host = await ClassicHost.open(adapter, { manners });
    expect(await host.inquire('general', 1)).to.deep.equal([
      { address: '02:00:10:5E:00:0A', classOfDevice: 0x240404 },
      { address: '02:00:10:5E:00:0B', classOfDevice: 0x5a020c },
    ]);
    host.close();
    stop();
  });
});
