import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { after, describe, it } from 'mocha';
import { scratch } from '../../development/peer.ts';
import { misfitOf } from '../../evidence/observation.ts';
import { NotObserved } from '../../gather/probe.ts';
import { legacyCapture, legacyPackets, legacyToy as toy, secureCapture } from './air-recording.fixture.ts';
import { bare, pcapFile, pcapngFile } from './capture-writer.fixture.ts';
import { writeLongCapture } from './long-capture.fixture.ts';
import { observeCapture } from './observe-capture.ts';

const { folder, remove } = scratch();
const path = join(folder, 'capture');

function look(octets: Uint8Array) {
  writeFileSync(path, octets);
  return lookAt(path);
}

const lookAt = (file: string) =>
  observeCapture({ path: file, unit: 'unit-1', number: 1, addresses: [toy], signal: new AbortController().signal });

const refusal = async (octets: Uint8Array) => {
  const outcome = await look(octets).catch((error: unknown) => error);
  expect(outcome).to.be.instanceOf(NotObserved);
  expect(outcome).to.include({ reason: 'input-missing' });
  return String(outcome);
};

const packets = legacyPackets.map((packet) => ({ ...packet, octets: bare(packet) }));

describe('captures that are no good', () => {
  after(remove);

  const btsnoop = (version: number, datalink: number) => {
    const header = Buffer.alloc(16);
    header.write('btsnoop\0', 'latin1');
    header.writeUInt32BE(version, 8);
    header.writeUInt32BE(datalink, 12);
    return header;
  };
  const refused: readonly [string, Uint8Array, RegExp][] = [
    ['an empty file', Buffer.alloc(0), /is empty/],
    ['text', Buffer.from('Dear laboratory, find attached the capture.'), /neither btsnoop, pcap nor pcapng/],
    ['a compressed file', Buffer.from('1f8b0800000000000003', 'hex'), /gzip, unpack it first/],
    ['a bug report', Buffer.from('PK\x03\x04 a bug report of a phone'), /unpack btsnoop_hci.log/],
    ['a header alone', pcapFile(251, []), /no packet of Bluetooth/],
    ['a capture of Ethernet', pcapFile(1, packets), /no packet of Bluetooth/],
    ['btsnoop of a later version', btsnoop(2, 1002), /version 2/],
    ['btsnoop of BCSP', btsnoop(1, 1003), /BCSP, which is not read/],
    ['a btsnoop header alone', btsnoop(1, 1002), /no packet of Bluetooth/],
    ['a record of four gigabytes', Buffer.concat([pcapFile(251, []), Buffer.alloc(32, 0xff)]), /claims 4294967295/],
    ['a pcapng file that ends in its first block', pcapngFile(251, packets).subarray(0, 20), /no packet of Bluetooth/],
  ];
  for (const [what, octets, why] of refused)
    it(`are refused with the reason: ${what}`, async () => {
      expect(await refusal(octets)).to.match(why);
    });

  it('are refused where they are folders or not there', async () => {
    mkdirSync(join(folder, 'folder'));
    expect(String(await lookAt(join(folder, 'folder')).catch((error: unknown) => error))).to.match(/EISDIR/);
    expect(String(await lookAt(join(folder, 'nothing')).catch((error: unknown) => error))).to.match(/ENOENT/);
  });

  it('cut off at any octet keep what stood before, say so, and never add a pairing', async () => {
    for (let length = 24; length < legacyCapture.length; length += 331) {
      const seen = await look(legacyCapture.subarray(0, length)).catch((error: unknown) => error);
      if (seen instanceof NotObserved) continue;
      const { captures, pairings } = seen as Awaited<ReturnType<typeof look>>;
      if (captures[0]?.complete === false) expect(captures[0].problem).to.match(/cut off|damaged/);
      expect(pairings.length).to.be.at.most(1);
    }
  });

  it('damaged in the middle keep what stood before', async () => {
    const octets = pcapFile(251, packets);
    const middle = Buffer.concat([octets, Buffer.alloc(16, 0xee), octets.subarray(24)]);
    const { captures, pairings } = await look(middle);
    expect(captures[0]).to.include({ complete: false, packets: packets.length });
    expect(captures[0]?.problem).to.contain(`damaged after record ${packets.length}: a record claims`);
    expect(pairings).to.have.lengthOf(1);
  });

  it('with any octet changed are read or refused, and fit the schema', async () => {
    const originals = [legacyCapture, pcapngFile(251, packets), secureCapture];
    const flip = fc.record({
      which: fc.nat({ max: originals.length - 1 }),
      places: fc.array(fc.record({ at: fc.nat(), to: fc.nat({ max: 255 }) }), { minLength: 1, maxLength: 12 }),
    });
    await fc.assert(
      fc.asyncProperty(flip, async ({ which, places }) => {
        const octets = Buffer.from(originals[which]!);
        for (const { at, to } of places) octets[at % octets.length] = to;
        const outcome = await look(octets).catch((error: unknown) => error);
        if (outcome instanceof NotObserved) return;
        if (outcome instanceof Error) throw outcome;
        expect(misfitOf('bluetooth-capture', outcome)).to.equal(undefined);
      }),
      { numRuns: 150 },
    );
  }).timeout(60_000);

  it('of hostile packets are read: any octets as packets of every link type', async () => {
    const linkTypes = [147, 187, 192, 201, 251, 254, 256, 272];
    const octets = fc.uint8Array({ maxLength: 120 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...linkTypes), fc.array(octets, { maxLength: 80 }), async (linkType, each) => {
        const hostile = each.map((packet, at) => ({ octets: Buffer.from(packet), microseconds: at }));
        const outcome = await look(pcapFile(linkType, hostile)).catch((error: unknown) => error);
        if (outcome instanceof Error && !(outcome instanceof NotObserved)) throw outcome;
      }),
      { numRuns: 200 },
    );
  }).timeout(60_000);

  it('with a flood of connections end at a bound, with what was seen before', async () => {
    const connect = legacyPackets.find(({ pdu }) => ((pdu[0] ?? 0) & 15) === 5 && pdu.length === 36)!;
    const flood = Array.from({ length: 6000 }, (_, at) => {
      const pdu = Buffer.from(connect.pdu);
      pdu.writeUInt32LE(at + 1, 14);
      return { octets: bare({ ...connect, pdu }).subarray(0, -3), microseconds: at };
    });
    const { captures, connections } = await look(pcapFile(251, flood));
    expect(captures[0]?.problem).to.match(/more than 5000 connections/);
    expect(connections).to.have.lengthOf(5000);
  });

  it('of a gigabyte that is no capture after its beginning are read to their end', async () => {
    const large = join(folder, 'large');
    writeFileSync(large, pcapngFile(251, packets));
    // A sparse file: the system reads zeros, which are no block, so what counts is that nothing waits for them.
    truncateSync(large, 1 << 30);
    const { captures, pairings } = await lookAt(large);
    expect(captures[0]).to.include({ octets: 1 << 30, complete: false });
    expect(pairings).to.have.lengthOf(1);
  }).timeout(60_000);

  it('of any size are read in bounded memory, up to the pairing at their end', async () => {
    const large = join(folder, 'stream');
    const written = writeLongCapture(large, 200);
    const before = process.memoryUsage.rss();
    const { captures, pairings, connections } = await lookAt(large);
    expect(process.memoryUsage.rss() - before).to.be.below(100e6);
    expect(captures[0]).to.include({ octets: written.octets, packets: written.packets, complete: true, strangers: 1 });
    expect(connections.map(({ peer }) => peer)).to.deep.equal([toy]);
    expect(pairings).to.have.lengthOf(1);
    expect(pairings[0]).to.deep.include({ protocol: 'legacy', secret: { value: '000000', provedBy: 'confirm-value' } });
  }).timeout(60_000);
});
