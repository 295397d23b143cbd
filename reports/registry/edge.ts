import { bundleOf } from './bundle.ts';
import type { NewFile } from './disk.ts';
import { emptyRoot, leafHash, nodeHash } from './merkle.ts';
import { hashesAt, partialsOf, tilePath, tileWidth, type Tile } from './tiles.ts';

/** What growing needs of a log: the partial tile of every level, and the entries of the partial bundle. */
export interface EdgeOfLog {
  readonly size: number;
  /** By level, the hashes that are in no full tile. */
  readonly hashes: readonly (readonly Uint8Array[])[];
  readonly entries: readonly Uint8Array[];
}

/** A log after growing, and what has to be written before anybody may hear of it. */
export interface Grown {
  readonly edge: EdgeOfLog;
  readonly files: readonly NewFile[];
  /** Folders of partial tiles whose full tile is among the files (C2SP tlog-tiles, partial tiles). */
  readonly superfluous: readonly string[];
}

/** The root of the tree that ends in this edge: its full subtrees, from the smallest to the largest. */
export function rootOf({ hashes }: EdgeOfLog): Buffer {
  let root: Uint8Array | undefined;
  for (const level of hashes)
    for (let end = level.length; end > 0;) {
      const width = lowestPower(end);
      const subtree = perfect(level.slice(end - width, end));
      root = root === undefined ? subtree : nodeHash(subtree, root);
      end -= width;
    }
  return Buffer.from(root ?? emptyRoot);
}

/** Adds entries to the edge of a log. */
export function grow(edge: EdgeOfLog, added: readonly Uint8Array[]): Grown {
  const growing = new Growing(edge);
  for (const entry of added) growing.add(entry);
  return growing.finish();
}

class Growing {
  #size: number;
  #entries: Uint8Array[];
  readonly #levels: Uint8Array[][];
  readonly #files: NewFile[] = [];
  readonly #superfluous: string[] = [];
  readonly #touched = new Set<number>();

  constructor({ size, hashes, entries }: EdgeOfLog) {
    this.#size = size;
    this.#entries = [...entries];
    this.#levels = hashes.map((level) => [...level]);
  }

  add(entry: Uint8Array): void {
    this.#entries.push(entry);
    this.#push(0, leafHash(entry));
    this.#size++;
    if (this.#entries.length < tileWidth) return;
    this.#full({ level: 'entries', index: this.#size / tileWidth - 1, width: tileWidth }, bundleOf(this.#entries));
    this.#entries = [];
  }

  finish(): Grown {
    const size = this.#size;
    // A level that got nothing has its tile on the disk already.
    const partial: NewFile[] = this.#levels.flatMap((hashes, level) =>
      hashes.length === 0 || !this.#touched.has(level)
        ? []
        : [{ path: tilePath(this.#last(level, hashes.length)), bytes: Buffer.concat(hashes) }],
    );
    if (this.#entries.length > 0 && this.#touched.has(0))
      partial.push({ path: tilePath(this.#last('entries', this.#entries.length)), bytes: bundleOf(this.#entries) });
    const edge = { size, hashes: this.#levels, entries: this.#entries };
    return { edge, files: [...this.#files, ...partial], superfluous: this.#superfluous };
  }

  // A full tile becomes one hash of the level above.
  #push(level: number, hash: Uint8Array): void {
    const hashes = (this.#levels[level] ??= []);
    hashes.push(hash);
    this.#touched.add(level);
    if (hashes.length < tileWidth) return;
    const size = this.#size + 1;
    this.#full({ level, index: hashesAt(level, size) / tileWidth - 1, width: tileWidth }, Buffer.concat(hashes));
    this.#levels[level] = [];
    this.#push(level + 1, perfect(hashes));
  }

  #full(tile: Tile, bytes: Uint8Array): void {
    this.#files.push({ path: tilePath(tile), bytes });
    this.#superfluous.push(partialsOf(tile));
  }

  #last(level: Tile['level'], width: number): Tile {
    return { level, index: Math.floor(hashesAt(level, this.#size) / tileWidth), width };
  }
}

/** The root over a power of two of subtrees of the same height. */
function perfect(hashes: readonly Uint8Array[]): Uint8Array {
  let level = hashes;
  while (level.length > 1)
    level = Array.from({ length: level.length / 2 }, (_, at) =>
      nodeHash(level[2 * at] ?? emptyRoot, level[2 * at + 1] ?? emptyRoot),
    );
  return level[0] ?? emptyRoot;
}

function lowestPower(count: number): number {
  let power = 1;
  while (count % (power * 2) === 0) power *= 2;
  return power;
}
