import { emptyRoot, hashLength, nodeHash } from './merkle.ts';
import { tileOf, tileWidth, type Tile } from './tiles.ts';

/** The hashes of a tile, one after the other: exactly `width` of them. */
export type ReadTile = (tile: Tile) => Uint8Array;

const mostRemembered = 200;
/** Levels of the tree that one tile spans (C2SP tlog-tiles, Merkle tree: subtrees of height 8). */
const tileHeight = 8;

/** Roots and proofs of a tree whose hashes lie in tiles (RFC 9162, 2.1). Believes the tiles: verify what comes out. */
export class TileTree {
  readonly size: number;
  readonly #read: ReadTile;
  /** Of each tile the hashes of every height inside it. */
  readonly #remembered = new Map<string, readonly (readonly Uint8Array[])[]>();

  constructor(size: number, read: ReadTile) {
    this.size = size;
    this.#read = read;
  }

  /** The Merkle tree hash of the first `size` entries. */
  root(size = this.size): Uint8Array {
    return size === 0 ? emptyRoot : this.#range(0, size);
  }

  /** PATH(index, D[size]): from the leaf's sibling to a child of the root (RFC 9162, 2.1.3.1). */
  inclusion(index: number): readonly Uint8Array[] {
    const path: Uint8Array[] = [];
    let [from, to] = [0, this.size];
    while (to - from > 1) {
      const middle = from + largestPower(to - from);
      path.push(index < middle ? this.#range(middle, to) : this.#range(from, middle));
      if (index < middle) to = middle;
      else from = middle;
    }
    return path.reverse();
  }

  /** PROOF(before, D[size]) (RFC 9162, 2.1.4.1); empty between equal trees and from the empty one. */
  consistency(before: number): readonly Uint8Array[] {
    if (before === 0 || before === this.size) return [];
    const proof: Uint8Array[] = [];
    let [from, to] = [0, this.size];
    while (before !== to) {
      const middle = from + largestPower(to - from);
      proof.push(before <= middle ? this.#range(middle, to) : this.#range(from, middle));
      if (before <= middle) to = middle;
      else from = middle;
    }
    // Where nothing lies to the left, the earlier root is this hash, and its owner knows it.
    if (from > 0) proof.push(this.#range(from, to));
    return proof.reverse();
  }

  #range(from: number, to: number): Uint8Array {
    const count = to - from;
    const left = largestPower(count);
    if (left * 2 === count || count === 1) return this.#subtree(Math.log2(count), from / count);
    return nodeHash(this.#range(from, from + left), this.#range(from + left, to));
  }

  /** The root of 2^height entries, aligned. */
  #subtree(height: number, index: number): Uint8Array {
    const level = Math.floor(height / tileHeight);
    const inside = height - level * tileHeight;
    const perTile = tileWidth / 2 ** inside;
    const hash = this.#tile(level, Math.floor(index / perTile))[inside]?.[index % perTile];
    if (hash === undefined) throw new RangeError(`no subtree of height ${height} at ${index} among ${this.size}`);
    return hash;
  }

  #tile(level: number, index: number): readonly (readonly Uint8Array[])[] {
    const key = `${level}/${index}`;
    const known = this.#remembered.get(key);
    if (known !== undefined) return known;
    const bytes = this.#read(tileOf(level, index, this.size));
    const heights = [Array.from({ length: bytes.length / hashLength }, (_, at) => hashIn(bytes, at))];
    for (let below = heights[0] ?? []; below.length > 1; below = heights.at(-1) ?? []) heights.push(pairs(below));
    if (this.#remembered.size >= mostRemembered) this.#remembered.clear();
    this.#remembered.set(key, heights);
    return heights;
  }
}

/** The largest power of two smaller than a number of entries; 1 for a single one (RFC 9162, 2.1.1). */
function largestPower(count: number): number {
  let power = 1;
  while (power * 2 < count) power *= 2;
  return power;
}

const hashIn = (bytes: Uint8Array, at: number) => bytes.subarray(at * hashLength, (at + 1) * hashLength);

function pairs(below: readonly Uint8Array[]): Uint8Array[] {
  return Array.from({ length: Math.floor(below.length / 2) }, (_, at) =>
    nodeHash(below[2 * at] ?? emptyRoot, below[2 * at + 1] ?? emptyRoot),
  );
}
