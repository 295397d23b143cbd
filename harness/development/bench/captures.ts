import { spawnSync } from 'node:child_process';
import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { legacyToy as atTheEnd, securePackets } from '../../probes/bluetooth-capture/air-recording.fixture.ts';
import { bare, pcapFile } from '../../probes/bluetooth-capture/capture-writer.fixture.ts';
import { writeLongCapture } from '../../probes/bluetooth-capture/long-capture.fixture.ts';
import { observeCapture } from '../../probes/bluetooth-capture/observe-capture.ts';
import type { Measured } from '../bench.ts';
import { findTool } from '../needs.ts';
import { scratch } from '../peer.ts';

const copies = 2000;

/** A recording of half a million packets read through for its pairings, against tshark in the same run. */
export async function bench(): Promise<readonly Measured[]> {
  if (findTool('tshark') === undefined) return [];
  const { folder, remove } = scratch();
  try {
    const path = join(folder, 'capture.pcap');
    const megabytes = write(path) / 1e6;
    const ours = await seconds(async () => {
      const { pairings } = await observeCapture({
        ...{ path, unit: 'unit-1', number: 1, addresses: [], signal: AbortSignal.timeout(600_000) },
      });
      if (pairings.length === 0) throw new Error('the pairing was not found');
    });
    const args = ['-r', path, '-Y', 'btsmp', '-T', 'fields', '-e', 'btsmp.opcode'];
    const theirs = await seconds(() => Promise.resolve(spawnSync('tshark', args, { stdio: 'ignore' })));
    const said = (took: number) => `${(megabytes / took).toFixed(1)} MB/s`;
    const name = `Bluetooth: a recording of ${megabytes.toFixed(0)} MB, against tshark`;
    const short = { name, ours: said(ours), theirs: said(theirs), ratio: ours / theirs };
    return [short, await long(folder)];
  } finally {
    remove();
  }
}

/** A gigabyte beside a tenth of it, and how much of this program was in memory at most. */
async function long(folder: string): Promise<Measured> {
  const memory = { most: 0 };
  const speedOf = async (megabytes: number) => {
    const path = join(folder, 'long.pcap');
    const { octets } = writeLongCapture(path, megabytes);
    const progress = () => (memory.most = Math.max(memory.most, process.memoryUsage.rss()));
    const took = await seconds(async () => {
      const { pairings } = await observeCapture({
        ...{ path, unit: 'unit-1', number: 1, addresses: [atTheEnd], progress, signal: AbortSignal.timeout(600_000) },
      });
      if (pairings.length !== 1) throw new Error('the pairing at the end was not found');
    });
    return octets / 1e6 / took;
  };
  const [tenth, whole] = [await speedOf(100), await speedOf(1000)];
  const name = `Bluetooth: a recording of 1 GB, ${Math.round(memory.most / 1e6)} MB resident`;
  return { name, ours: `${whole.toFixed(0)} MB/s`, theirs: `a tenth: ${tenth.toFixed(0)} MB/s`, ratio: tenth / whole };
}

// The same recording again and again, a minute apart.
function write(path: string): number {
  const packets = securePackets.map((packet) => ({ ...packet, octets: bare(packet) }));
  const file = openSync(path, 'w');
  let size = 0;
  for (let copy = 0; copy < copies; copy++) {
    const later = packets.map((packet) => ({ ...packet, microseconds: packet.microseconds + copy * 60e6 }));
    const octets = pcapFile(251, later);
    size += writeSync(file, octets, copy === 0 ? 0 : 24);
  }
  closeSync(file);
  return size;
}

async function seconds(task: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await task();
  return (performance.now() - started) / 1000;
}
