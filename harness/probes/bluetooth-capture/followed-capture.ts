import type { BluetoothCaptureObservation } from '../../../schemas/types.ts';
import { NotObserved } from '../../gather/probe.ts';
import { printable } from '../shared/printable.ts';
import type { ClassicPairing } from '../shared/bluetooth/classic/classic-pairings.ts';
import { AirFollower } from './follow-air.ts';
import { HciFollower } from './follow-hci.ts';
import { DamagedCapture, type CaptureRecord } from './formats/capture-record.ts';
import type { Link } from './link.ts';
import { readCapture, type CaptureRead } from './read-capture.ts';
import { linkTypeNames, unwrapper } from './unwrap.ts';

type CaptureRow = BluetoothCaptureObservation['captures'][number];

/** A capture that was read through: its connections, and facts of the file. */
export class FollowedCapture {
  packets = 0;
  private readonly air = new AirFollower();
  private readonly hci = new HciFollower();
  private readonly unwrap = unwrapper({
    air: (packet) => this.air.take(packet),
    hci: (packet) => this.hci.take(packet),
  });
  private readonly linkTypes = new Set<number>();
  private damaged = 0;
  private cut = 0;
  private others = 0;
  private first: number | undefined;
  private last = 0;
  private read: CaptureRead | undefined;

  readonly take = (record: CaptureRecord): void => {
    const became = this.unwrap(record);
    if (became === 'other') this.others++;
    else this.linkTypes.add(record.linkType);
    if (became === 'damaged') this.damaged++;
    if (became !== 'packet') return;
    this.packets++;
    if (record.cut) this.cut++;
    this.first ??= record.microseconds;
    if (record.microseconds > this.last) this.last = record.microseconds;
  };

  end(read: CaptureRead): this {
    this.read = read;
    return this;
  }

  get links(): readonly Link[] {
    return [...this.air.links, ...this.hci.links];
  }

  get classic(): readonly ClassicPairing[] {
    return this.hci.classic.found;
  }

  facts(): Omit<CaptureRow, 'id' | 'unit' | 'strangers'> {
    if (this.read === undefined) throw new Error('the capture was not read yet');
    const { sha256, format, octets, problem } = this.read;
    const names = [...this.linkTypes].map((type) => linkTypeNames[type] ?? String(type));
    const seconds = Math.max(0, Math.round((this.last - (this.first ?? this.last)) / 1000) / 1000);
    return {
      ...{ sha256, format, octets, seconds },
      ...dateOf(this.first),
      linkTypes: names.slice(0, 20),
      packets: this.packets,
      damaged: this.damaged + this.air.damaged,
      cut: this.cut,
      others: this.others,
      complete: problem === undefined,
      ...(problem === undefined ? {} : { problem: printable(problem, 200) }),
    };
  }
}

// A sniffer whose clock was never set counts from 1970 on; nobody recorded Low Energy before 2010, or after our calendar.
const [earliest, latest] = [Date.UTC(2010, 0, 1), Date.UTC(9999, 0, 1)].map((time) => time * 1000) as [number, number];

const dateOf = (microseconds = 0): { readonly recordedAt?: string } => {
  if (microseconds < earliest || microseconds >= latest) return {};
  return { recordedAt: new Date(microseconds / 1000).toISOString().replace(/\.\d+Z$/, 'Z') };
};

/**
 * Reads a capture file through.
 * @throws NotObserved input-missing where it cannot be read, or holds no packet of Bluetooth
 */
export async function followCapture(of: {
  readonly path: string;
  readonly signal: AbortSignal;
  readonly progress?: (fraction: number) => void;
}): Promise<FollowedCapture> {
  const followed = new FollowedCapture();
  const name = printable(of.path.slice(of.path.lastIndexOf('/') + 1), 80);
  try {
    const { signal, progress } = of;
    const read = await readCapture(of.path, { sink: followed.take, signal, ...(progress && { progress }) });
    if (followed.packets > 0) return followed.end(read);
    const what = read.problem === undefined ? '' : ` (${read.problem})`;
    throw new NotObserved('input-missing', `${name} holds no packet of Bluetooth that can be read${what}`);
  } catch (error) {
    if (error instanceof DamagedCapture) throw new NotObserved('input-missing', `${name}: ${error.message}`);
    if (isFileError(error)) throw new NotObserved('input-missing', `${name} cannot be read: ${error.code}`);
    throw error;
  }
}

const isFileError = (error: unknown): error is Error & { readonly code: string } =>
  error instanceof Error && 'syscall' in error && 'code' in error;
