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

/** What was used of a link on which this was said, as a sniffer recorded it that knows the sides or does not. */
async function used(say: (link: Connection, air: Air) => void, linkType: 251 | 256 = 256) {
  const air = new Air(1e9);
  say(new Connection(air, [phone, toy], data), air);
  const path = join(folder, 'capture');
  writeFileSync(
    path,
    pcapFile(
      linkType,
      air.packets.map((packet) => ({ ...packet, octets: wrapped[linkType]!(packet) })),
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

  /** Both sides say the same again and again, now and then unheard, and values of zeros that take several packets. */
  const monotonous = (link: Connection) => {
    for (const [n, octets] of [20, 60, 100, 160, 244].entries()) {
      link.send('peripheral', notified, n % 2 === 0);
      link.idle(n % 3);
      link.send('peripheral', notified);
      link.send('central', [4, hex('0a 2a00')], n % 2 === 1);
      link.send('peripheral', [4, Buffer.concat([hex('0b'), Buffer.alloc(octets)])], n % 2 === 0);
      link.send('central', [4, hex('52 2c00 01')]);
      link.send('central', [4, hex('52 2c00 01')], true);
    }
  };
  for (const linkType of [251, 256] as const)
    it(`are told from new ones of the same octets, by the time where link type ${linkType} names no side`, async () => {
      expect(await used(monotonous, linkType)).to.have.members(['notification 10', 'read 5', 'write-command 10']);
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
