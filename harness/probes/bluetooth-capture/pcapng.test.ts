import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, describe, it } from 'mocha';
import { needs } from '../../development/needs.ts';
import { scratch } from '../../development/peer.ts';
import { legacyPackets, legacyToy } from './air-recording.fixture.ts';
import { bare, type Written } from './capture-writer.fixture.ts';
import { observeCapture } from './observe-capture.ts';
import { readCapture } from './read-capture.ts';

type Order = 'LE' | 'BE';

/** Writes blocks in one octet order (draft-ietf-opsawg-pcapng). */
class Section {
  readonly order: Order;
  readonly #blocks: Buffer[] = [];

  constructor(order: Order) {
    this.order = order;
    this.block(0x0a0d0d0a, this.words(0x1a2b3c4d, order === 'LE' ? 1 : 0x10000, 0xffffffff, 0xffffffff));
  }

  words(...values: readonly number[]): Buffer {
    const octets = Buffer.alloc(4 * values.length);
    for (const [at, value] of values.entries())
      if (this.order === 'LE') octets.writeUInt32LE(value, 4 * at);
      else octets.writeUInt32BE(value, 4 * at);
    return octets;
  }

  halves(...values: readonly number[]): Buffer {
    const octets = Buffer.alloc(2 * values.length);
    for (const [at, value] of values.entries())
      if (this.order === 'LE') octets.writeUInt16LE(value, 2 * at);
      else octets.writeUInt16BE(value, 2 * at);
    return octets;
  }

  option(code: number, value: Uint8Array): Buffer {
    const padding = Buffer.alloc((4 - (value.length % 4)) % 4);
    return Buffer.concat([this.halves(code, value.length), value, padding]);
  }

  block(type: number, body: Uint8Array): this {
    const padding = Buffer.alloc((4 - (body.length % 4)) % 4);
    const length = this.words(body.length + padding.length + 12);
    this.#blocks.push(Buffer.concat([this.words(type), length, body, padding, length]));
    return this;
  }

  /** An interface with a name, whose clock ticks so many times a second as a power of ten. */
  interface(linkType: number, power: number): this {
    const options = [
      this.option(2, Buffer.from('sniffer')),
      this.option(9, Buffer.from([power])),
      this.option(0, Buffer.alloc(0)),
    ];
    return this.block(1, Buffer.concat([this.halves(linkType, 0), this.words(0), ...options]));
  }

  packet(on: number, power: number, { octets, microseconds }: Written): this {
    const ticks = (BigInt(Math.round(microseconds)) * 10n ** BigInt(power)) / 1_000_000n;
    const [high, low] = [Number(ticks >> 32n), Number(ticks & 0xffffffffn)];
    const padding = Buffer.alloc((4 - (octets.length % 4)) % 4);
    const comment = this.option(1, Buffer.from('heard well'));
    const head = this.words(on, high, low, octets.length, octets.length);
    return this.block(6, Buffer.concat([head, octets, padding, comment, this.option(0, Buffer.alloc(0))]));
  }

  bytes(): Buffer {
    return Buffer.concat(this.#blocks);
  }
}

const packets = legacyPackets.map((packet) => ({ ...packet, octets: bare(packet) }));
const half = packets.length >> 1;
const ethernet = { octets: Buffer.alloc(60, 0xff), microseconds: packets[0]!.microseconds };

/** What Wireshark puts in between: names of addresses, counts, secrets, blocks of somebody's own. */
function withAsides(section: Section): Section {
  const names = Buffer.concat([
    section.halves(1, 14),
    ...[Buffer.from([192, 0, 2, 1]), Buffer.from('example.x\0'), Buffer.alloc(2), section.halves(0, 0)],
  ]);
  return section
    .block(4, names)
    .block(5, Buffer.concat([section.words(0, 0, 0), section.option(0, Buffer.alloc(0))]))
    .block(10, Buffer.concat([section.words(0x544c534b, 4), Buffer.from('# no')]))
    .block(0x0bad, Buffer.concat([section.words(32473), Buffer.from('ours')]));
}

/** The recorded pairing over two sections, the first in `order`, the second in the other, on the second of two interfaces. */
function twoSections(order: Order, power: number): Buffer {
  const other = order === 'LE' ? 'BE' : 'LE';
  const first = withAsides(new Section(order).interface(1, 6)).interface(251, power).packet(0, 6, ethernet);
  for (const packet of packets.slice(0, half)) withAsides(first.packet(1, power, packet));
  const second = new Section(other).interface(251, 6).interface(1, 9).packet(1, 9, ethernet);
  for (const packet of packets.slice(half)) second.packet(0, 6, packet);
  return Buffer.concat([first.bytes(), second.bytes()]);
}

describe('recordings in pcapng', () => {
  const { folder, remove } = scratch();
  after(remove);

  for (const order of ['LE', 'BE'] as const)
    for (const power of [6, 9, 3])
      it(`of two sections and several interfaces, ${order} first, in ticks of 10^-${power} s, are read as tshark reads them`, async function () {
        needs(this, 'tshark');
        const path = join(folder, `${order}-${power}`);
        writeFileSync(path, twoSections(order, power));
        const times: number[] = [];
        const { signal } = new AbortController();
        const read = await readCapture(path, { signal, sink: ({ microseconds }) => times.push(microseconds) });
        expect(read.problem).to.equal(undefined);
        // It counts the blocks of somebody's own as packets.
        const args = ['-r', path, '-Y', 'btle || eth', '-T', 'fields', '-e', 'frame.time_epoch'];
        const said = execFileSync('tshark', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
        const theirs = said.trim().split('\n').map(Number);
        expect(times)
          .to.have.lengthOf(theirs.length)
          .and.lengthOf(packets.length + 2);
        for (const [at, time] of times.entries()) expect(time / 1e6).to.be.closeTo(theirs[at]!, 2e-6);

        const seen = await observeCapture({ path, unit: 'unit-1', number: 1, addresses: [legacyToy], signal });
        expect(seen.captures[0]).to.include({ packets: packets.length, others: 2, complete: true });
        expect(seen.pairings.map(({ secret }) => secret)).to.deep.equal([
          { value: '000000', provedBy: 'confirm-value' },
        ]);
      }).timeout(60_000);
});
