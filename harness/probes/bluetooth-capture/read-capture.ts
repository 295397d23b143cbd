import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { btsnoop, isBtsnoop } from './formats/btsnoop.ts';
import { DamagedCapture, mostRecordOctets, type Sink, type Splitter } from './formats/capture-record.ts';
import { isPcap, pcap } from './formats/pcap.ts';
import { isPcapng, pcapng } from './formats/pcapng.ts';

/** What reading a capture file through told of the file. */
export interface CaptureRead {
  readonly format: Splitter['format'];
  readonly sha256: string;
  readonly octets: number;
  /** Why reading ended before the end of the file; undefined where it was read to its end. */
  readonly problem: string | undefined;
}

export interface Reading {
  readonly sink: Sink;
  readonly signal: AbortSignal;
  readonly progress?: (fraction: number) => void;
}

const bufferOctets = 4 * mostRecordOctets;

/**
 * Reads a capture from beginning to end in one megabyte of memory, whatever its size, and hands over each record. What
 * stands before a damaged place or a cut-off end is handed over; the damage is told.
 * @throws DamagedCapture where the file is no capture that can be read
 */
export async function readCapture(path: string, { sink, signal, progress }: Reading): Promise<CaptureRead> {
  const file = await open(path, 'r');
  try {
    const total = (await file.stat()).size;
    const stream = new Stream(file, sink);
    while (!stream.ended) {
      signal.throwIfAborted();
      await stream.next();
      progress?.(total === 0 ? 1 : Math.min(1, stream.octets / total));
    }
    return stream.told();
  } finally {
    await file.close();
  }
}

class Stream {
  octets = 0;
  ended = false;
  private readonly file: FileHandle;
  private readonly sink: Sink;
  private records = 0;
  private readonly buffer = Buffer.allocUnsafe(bufferOctets);
  private readonly digest = createHash('sha256');
  private splitter: Splitter | undefined;
  private left = 0;
  private problem: string | undefined;

  constructor(file: FileHandle, sink: Sink) {
    this.file = file;
    this.sink = (record) => {
      this.records++;
      sink(record);
    };
  }

  /** Reads on, and cuts what is there into records. */
  async next(): Promise<void> {
    const { bytesRead } = await this.file.read(this.buffer, this.left, this.buffer.length - this.left);
    this.digest.update(this.buffer.subarray(this.left, this.left + bytesRead));
    this.octets += bytesRead;
    this.ended = bytesRead === 0;
    if (this.problem !== undefined) return;
    const filled = this.buffer.subarray(0, this.left + bytesRead);
    if (this.ended) this.atEnd(filled);
    else this.cut(filled);
  }

  private cut(filled: Buffer): void {
    // A beginning too short to be recognised waits for more.
    if (this.splitter === undefined && filled.length < 16) {
      this.left = filled.length;
      return;
    }
    this.splitter ??= splitterFor(filled);
    try {
      const used = this.splitter.split(filled, this.sink);
      filled.copyWithin(0, used);
      this.left = filled.length - used;
    } catch (error) {
      if (!(error instanceof DamagedCapture)) throw error;
      if (this.records === 0) throw error;
      this.problem = `damaged after record ${this.records}: ${error.message}`;
      this.left = 0;
    }
  }

  private atEnd(rest: Buffer): void {
    if (this.octets === 0) throw new DamagedCapture('the file is empty');
    this.splitter ??= splitterFor(rest);
    if (rest.length > 0) this.problem = `cut off: the last ${rest.length} octets are no whole record`;
  }

  told(): CaptureRead {
    if (this.splitter === undefined) throw new DamagedCapture('the file is empty');
    const { octets, problem } = this;
    return { format: this.splitter.format, sha256: `sha256:${this.digest.digest('hex')}`, octets, problem };
  }
}

function splitterFor(start: Buffer): Splitter {
  if (isBtsnoop(start)) return btsnoop();
  if (isPcapng(start)) return pcapng();
  if (isPcap(start)) return pcap();
  throw new DamagedCapture(`neither btsnoop, pcap nor pcapng${likeness(start)}`);
}

// What people hand over instead, and what to do about it.
function likeness(start: Buffer): string {
  const text = start.subarray(0, 16).toString('latin1');
  if (text.startsWith('\x1f\x8b')) return '; it is compressed with gzip, unpack it first';
  if (text.startsWith('PK'))
    return '; it is a ZIP archive, such as a bug report of Android: unpack btsnoop_hci.log from it';
  return '';
}
