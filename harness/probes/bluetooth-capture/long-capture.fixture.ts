import { closeSync, openSync, writeSync } from 'node:fs';
import { legacyPackets, securePackets } from './air-recording.fixture.ts';
import { bare, pcapFile, type OnAir } from './capture-writer.fixture.ts';

/** What a long recording holds. */
export interface LongCapture {
  readonly octets: number;
  readonly packets: number;
}

const headerOctets = 24;
const megabyte = 1_000_000;
const recordOctets = 16;

/**
 * Writes a sniffer's recording of so many megabytes at least: a pairing of one device, then advertisements without end, and
 * at last a pairing of another.
 */
export function writeLongCapture(path: string, megabytes: number): LongCapture {
  const file = openSync(path, 'w');
  const written = { octets: 0, packets: 0 };
  const add = (bytes: Uint8Array, packets: number) => {
    written.octets += writeSync(file, bytes);
    written.packets += packets;
  };
  const [first, last] = [securePackets, legacyPackets];
  add(captureOf(first), first.length);
  const quiet = first.filter(isAdvertisement);
  const filling = Array.from({ length: Math.ceil(megabyte / sizeOf(quiet)) }, () => quiet).flat();
  const filled = withoutHeader(captureOf(filling));
  while (written.octets < megabytes * megabyte) add(filled, filling.length);
  add(withoutHeader(captureOf(last)), last.length);
  closeSync(file);
  return written;
}

const isAdvertisement = ({ accessAddress, pdu }: OnAir) => accessAddress === 0x8e89bed6 && ((pdu[0] ?? 0) & 15) !== 5;
const captureOf = (packets: readonly OnAir[]) =>
  pcapFile(
    251,
    packets.map((packet) => ({ ...packet, octets: bare(packet) })),
  );
const withoutHeader = (file: Buffer) => file.subarray(headerOctets);
const sizeOf = (packets: readonly OnAir[]) =>
  packets.reduce((sum, packet) => sum + recordOctets + bare(packet).length, 0);
