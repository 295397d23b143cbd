import { hash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readFile, type Disk } from './disk.ts';
import { readEvent } from './event.ts';
import { readBundle, type ReadResource } from './log.ts';
import { tileWidth } from './tiles.ts';

/** An event of a certificate and where it stands. */
export interface Place {
  readonly certificate: string;
  readonly index: number;
}

const folder = join('private', 'index');
const recentFile = 'recent';
const lineLength = 18 + 1 + 16 + 1;
const mostRecent = 65_536 * lineLength;
const mostAtOnce = 500_000;
const largestFile = 256 * 1024 * 1024;

/**
 * Where the events of each certificate stand in the log: lines of equal length with a digest of the certificate's id. New
 * lines are added to one file; now and then they are sorted into 256 files. They are durable before the checkpoint, so
 * no entry is ever missed; what is said too much after a crash does no harm, because the log itself is asked what stands
 * at a place. Holds what it has read, so it is for one turn only.
 */
export class Whereabouts {
  readonly #root: string;
  readonly #files = new Map<string, ReadonlyMap<string, readonly number[]>>();

  constructor(root: string) {
    this.#root = root;
  }

  /** Places that may hold an event of this certificate; the log is asked what really stands there. */
  candidates(certificate: string): readonly number[] {
    const key = keyOf(certificate);
    const found = [key.slice(0, 2), recentFile].flatMap((file) => this.#load(file).get(key) ?? []);
    return [...new Set(found)];
  }

  /** Adds places; they are durable when this returns. */
  add(disk: Disk, places: readonly Place[]): void {
    disk.makeFolder(join(this.#root, folder));
    const lines = places.map(({ certificate, index }) => `${keyOf(certificate)} ${String(index).padStart(16, '0')}\n`);
    if (this.#append(disk, recentFile, lines) === 0) disk.sync(join(this.#root, folder));
    this.#files.clear();
  }

  /** Sorts the new lines into their files once there are many. */
  sort(disk: Disk): void {
    const text = this.#read(recentFile);
    if (text.length < mostRecent) return;
    const sorted = new Map<string, string[]>();
    for (let at = 0; at + lineLength <= text.length; at += lineLength) {
      const file = text.slice(at, at + 2);
      const lines = sorted.get(file) ?? [];
      sorted.set(file, lines);
      lines.push(text.slice(at, at + lineLength));
    }
    for (const [file, lines] of sorted) this.#append(disk, file, lines);
    disk.sync(join(this.#root, folder));
    disk.remove(join(this.#root, folder, recentFile));
    this.#files.clear();
  }

  // A line that a crash cut off is overwritten. Gives the length before.
  #append(disk: Disk, file: string, lines: readonly string[]): number {
    const length = sizeOf(join(this.#root, folder, file));
    disk.write(join(this.#root, folder, file), Buffer.from(lines.join('')), length - (length % lineLength));
    return length;
  }

  #read(file: string): string {
    return readFile(join(this.#root, folder, file), largestFile)?.toString('latin1') ?? '';
  }

  #load(file: string): ReadonlyMap<string, readonly number[]> {
    const loaded = this.#files.get(file);
    if (loaded !== undefined) return loaded;
    const text = this.#read(file);
    const known = new Map<string, number[]>();
    for (let at = 0; at + lineLength <= text.length; at += lineLength) {
      const key = text.slice(at, at + 18);
      const index = Number(text.slice(at + 19, at + lineLength - 1));
      const own = known.get(key);
      if (own === undefined) known.set(key, [index]);
      else own.push(index);
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
    whereabouts.sort(disk);
    places = [];
  }
  disk.rename(join(root, 'private', 'rebuilt', folder), join(root, folder));
  disk.sync(join(root, 'private'));
  disk.remove(join(root, 'private', 'rebuilt'));
}

const keyOf = (certificate: string) => hash('sha256', certificate).slice(0, 18);

const sizeOf = (path: string) => statSync(path, { throwIfNoEntry: false })?.size ?? 0;
