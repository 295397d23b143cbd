import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, describe, it } from 'mocha';
import { needs } from '../../development/needs.ts';
import { scratch } from '../../development/peer.ts';
import { legacyCapture, legacyPackets, secureCapture } from './air-recording.fixture.ts';
import { pcapFile, wrapped } from './capture-writer.fixture.ts';
import { followCapture } from './followed-capture.ts';

const user0 = 'uat:user_dlts:"User 0 (DLT=147)","btle","","","",""';

/** Every packet of Low Energy with its fields, as tshark reads them. */
function tshark(path: string): readonly Readonly<Record<string, string>>[] {
  const wanted = [...pairingFields, ...linkFields];
  const args = ['-r', path, '-o', user0, '-Y', 'btle', '-T', 'fields', ...wanted.flatMap((field) => ['-e', field])];
  const said = execFileSync('tshark', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const lines = said.split('\n').slice(0, -1);
  return lines.map((line) => Object.fromEntries(line.split('\t').map((value, at) => [wanted[at] ?? '', value])));
}

const linkFields = ['btle.advertising_header.pdu_type', 'btle.advertising_address', 'btle.control_opcode'];
const pairingFields = ['opcode', 'io_capability', 'oob_data_flags', 'mitm_flag', 'sc_flag', 'max_enc_key_size'].map(
  (field) => `btsmp.${field}`,
);

const ios = ['display-only', 'display-yes-no', 'keyboard-only', 'no-input-no-output', 'keyboard-display'];

/** The same of what we read. */
async function ours(path: string) {
  const followed = await followCapture({ path, signal: new AbortController().signal });
  const { links } = followed;
  const features = links.flatMap((link) => link.pairings()).flatMap(({ request, response }) => [request, response]);
  const hex = (value: number) => `0x${value.toString(16).padStart(2, '0')}`;
  return {
    opcodes: links.flatMap(({ smp }) => smp.map(({ pdu }) => hex(pdu[0]!))),
    features: features.map((side, at) =>
      [
        hex(at % 2 === 0 ? 1 : 2),
        hex(ios.indexOf(side!.ioCapability)),
        hex(Number(side!.oob)),
        ...[side!.mitm, side!.secureConnections].map(Number),
        side!.keySize,
      ].join('\t'),
    ),
    connections: links.filter(({ startSeen }) => startSeen).map(({ peripheral }) => peripheral.address?.toLowerCase()),
    packets: followed.packets,
    encryptions: links.reduce((sum, link) => sum + link.encryptions.length, 0),
  };
}

/** Packets that tshark cannot make sense of, or whose check sum is wrong to it. */
function faults(path: string): string {
  const args = ['-r', path, '-o', user0, '-Y', '_ws.malformed || btle.crc.incorrect'];
  return execFileSync('tshark', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}

describe('recordings, as tshark reads them', () => {
  const { folder, remove } = scratch();
  after(remove);

  const kept = (name: string, octets: Buffer) => {
    const path = join(folder, name);
    writeFileSync(path, octets);
    return path;
  };
  const rewrapped = (linkType: number) => {
    const wrap = wrapped[linkType]!;
    const packets = legacyPackets.map((packet) => ({ ...packet, octets: wrap(packet) }));
    return kept(`${linkType}.pcap`, pcapFile(linkType, packets));
  };
  const captures: Readonly<Record<string, () => string>> = {
    'PPI with link type 147 inside': () => kept('legacy.pcap', legacyCapture),
    'link type 256 in pcapng': () => kept('secure.pcapng', secureCapture),
    'link type 147': () => rewrapped(147),
    'link type 251': () => rewrapped(251),
    'link type 256': () => rewrapped(256),
    'link type 272': () => rewrapped(272),
  };
  for (const [what, capture] of Object.entries(captures))
    it(`hold the same connections, pairings and encryption: ${what}`, async function () {
      needs(this, 'tshark');
      const path = capture();
      const read = await ours(path);
      const theirs = tshark(path);
      const pairing = theirs.filter((packet) => packet['btsmp.opcode'] !== '');
      expect(read.opcodes).to.deep.equal(pairing.map((packet) => packet['btsmp.opcode']));
      expect(read.opcodes.length).to.be.above(5);
      const features = pairing.filter((packet) => ['0x01', '0x02'].includes(packet['btsmp.opcode']!));
      expect(read.features).to.deep.equal(
        features.map((packet) => pairingFields.map((field) => packet[field]).join('\t')),
      );
      const connects = theirs.filter((packet) => packet['btle.advertising_header.pdu_type'] === '0x05');
      expect(read.connections).to.deep.equal(connects.map((packet) => packet['btle.advertising_address']));
      expect(read.encryptions).to.equal(theirs.filter((packet) => packet['btle.control_opcode'] === '0x05').length);
      expect(read.packets).to.equal(theirs.length);
      expect(faults(path)).to.equal('');
    }).timeout(60_000);
});
