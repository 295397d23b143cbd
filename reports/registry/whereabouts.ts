import { hash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readFile, type Disk } from './disk.ts';
import { readEvent } from './event.ts';
import { readBundle, type ReadResource } from './log.ts';
import { tileWidth } from './tiles.ts';

/**
 * Where the events of a certificate stand in the log: lines of equal length, divided into 256 files by the digest of the
 * certificate's id. It is written before the checkpoint, so it never misses an entry; what it says too much after a
 * crash is recognised, because the log itself says what stands at a place.
 */
export interface Place {
  readonly certificate: string;
  readonly index: number;
}

const folder = join('private', 'index');
const lineLength = 16 + 1 + 16 + 1;
const mostAtOnce = 500_000;
const largestFile = 256 * 1024 * 1024;

/** Reads and adds places. Holds what it has read, so it is for one turn only. */
export class Whereabouts {
  readonly #root: string;
  readonly #files = new Map<string, Map<string, number[]>>();

  constructor(root: string) {
    this.#root = root;
  }

  /** Places that may hold an event of this certificate; the log is asked what really stands there. */
  candidates(certificate: string): readonly number[] {
    const { file, key } = addressOf(certificate);
    const known = this.#files.get(file) ?? this.#load(file);
    return known.get(key) ?? [];
  }

  /** Adds places; they are durable when this returns. */
  add(disk: Disk, places: readonly Place[]): void {
    const lines = new Map<string, string[]>();
    for (const { certificate, index } of places) {
      const { file, key } = addressOf(certificate);
      const own = lines.get(file) ?? [];
      lines.set(file, own);
      own.push(`${key} ${String(index).padStart(16, '0')}\n`);
    }
    disk.makeFolder(join(this.#root, folder));
    for (const [file, own] of lines) {
      const path = join(this.#root, folder, file);
      const length = readFile(path, largestFile)?.length ?? 0;
      // A line that a crash cut off is overwritten.
      disk.write(path, Buffer.from(own.join('')), length - (length % lineLength));
    }
    disk.sync(join(this.#root, folder));
    this.#files.clear();
  }

  #load(file: string): Map<string, number[]> {
    const text = readFile(join(this.#root, folder, file), largestFile)?.toString('latin1') ?? '';
    const known = new Map<string, number[]>();
    for (let at = 0; at + lineLength <= text.length; at += lineLength) {
      const key = text.slice(at, at + 16);
      const index = Number(text.slice(at + 17, at + lineLength - 1));
      const own = known.get(key);
      if (own === undefined) known.set(key, [index]);
      else if (!own.includes(index)) own.push(index);
    }
    this.#files.set(file, known);
    return known;
  }
}

/** Makes the index anew from the log, where a registry was copied without it. */
export function ensureIndex(disk: Disk, root: string, { read, size }: { read: ReadResource; size: number }): void {
  if (existsSync(join(root, folder)) || size === 0) return;
  const whereabouts = new Whereabouts(join(root, 'private', 'rebuilt'));
  disk.remove(join(root, 'private', 'rebuilt'));
  let places: Place[] = [];
  for (let bundle = 0; bundle * tileWidth < size; bundle++) {
    const entries = readBundle(read, bundle, size);
    entries.forEach((entry, at) =>
      places.push({ certificate: readEvent(entry).certificate, index: bundle * tileWidth + at }),
    );
    if (places.length < mostAtOnce && (bundle + 1) * tileWidth < size) continue;
    whereabouts.add(disk, places);
    places = [];
  }
  disk.rename(join(root, 'private', 'rebuilt', folder), join(root, folder));
  disk.sync(join(root, 'private'));
}

function addressOf(certificate: string): { readonly file: string; readonly key: string } {
  const digest = hash('sha256', certificate);
  return { file: digest.slice(0, 2), key: digest.slice(2, 18) };
}
