import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, describe, it } from 'mocha';
import { scratch } from '../../development/peer.ts';
import { Air, Connection, hex, type Device } from './air-link.fixture.ts';
import { pcapFile, wrapped } from './capture-writer.fixture.ts';
import { observeCapture } from './observe-capture.ts';

const [phone, toy]: readonly [Device, Device] = [
  { address: '02:00:5E:10:00:02', type: 0 },
  { address: '02:00:5E:10:00:01', type: 0 },
];
const data = { accessAddress: 0x5d3a9c61, crcInit: 0x3b5e71 };
const notified = [4, hex('1b 2a00 01')] as const;
const { folder, remove } = scratch();

/** What was used of a link on which this was said, as a sniffer that knows the sides recorded it. */
async function used(say: (link: Connection, air: Air) => void) {
  const air = new Air(1e9);
  say(new Connection(air, [phone, toy], data), air);
  const path = join(folder, 'capture');
  writeFileSync(
    path,
    pcapFile(
      256,
      air.packets.map((packet) => ({ ...packet, octets: wrapped[256]!(packet) })),
    ),
  );
  const { signal } = new AbortController();
  const { attributes } = await observeCapture({ path, unit: 'unit-1', number: 1, addresses: [toy.address], signal });
  return attributes.map(({ operation, times }) => `${operation} ${times}`);
}

describe('packets that come again', () => {
  after(remove);

  it('count once', async () => {
    expect(await used((link) => link.send('peripheral', notified, true))).to.deep.equal(['notification 1']);
  });

  it('count twice where their side said nothing in between', async () => {
    for (const events of [0, 1, 2])
      expect(
        await used((link) => {
          link.send('peripheral', notified);
          link.idle(events);
          link.send('peripheral', notified);
        }),
      ).to.deep.equal(['notification 2']);
  });

  it('count once where both sides repeat what they said', async () => {
    const [asks, notifies] = [hex('02 07 0300 0400 0a 2a00'), hex('06 08 0400 0400 1b 2c00 01')];
    const answers = hex('0e 05 0100 0400 0b');
    expect(
      await used((_, air) => {
        for (const [pdu, fromCentral] of [
          [asks, true],
          [notifies, false],
          [asks, true],
          [notifies, false],
          [answers, false],
        ] as const)
          air.say({ accessAddress: data.accessAddress, pdu, fromCentral }, data.crcInit);
      }),
    ).to.deep.equal(['notification 1', 'read 1']);
  });
});
