import { createHash } from 'node:crypto';

/** The hash of a leaf (RFC 9162, 2.1.1). */
export const hashOfLeaf = (entry: Uint8Array): Buffer => createHash('sha256').update('\0').update(entry).digest();

/** The hash of a node. */
export const hashOfNode = (left: Uint8Array, right: Uint8Array): Buffer =>
  createHash('sha256').update('\u0001').update(left).update(right).digest();

/**
 * A tree that grows leaf by leaf the way a binary counter counts: subtrees of equal height join as soon as there are two.
 * `joined` hears of every subtree that is a hash of a tile: heights 0, 8, 16, …
 */
export class Counter {
  size = 0;
  readonly #stack: { readonly height: number; readonly hash: Buffer }[] = [];
  readonly #joined: (level: number, hash: Buffer) => void;

  constructor(joined: (level: number, hash: Buffer) => void) {
    this.#joined = joined;
  }

  add(leaf: Buffer): void {
    this.size++;
    this.#put(0, leaf);
    for (;;) {
      const [left, right] = this.#stack.slice(-2);
      if (left === undefined || left.height !== right?.height) return;
      this.#stack.length -= 2;
      this.#put(left.height + 1, hashOfNode(left.hash, right.hash));
    }
  }

  /** The root, in base64. */
  root(): string {
    const hashes = this.#stack.map(({ hash }) => hash);
    if (hashes.length === 0) return createHash('sha256').digest('base64');
    return hashes.reduceRight((right, left) => hashOfNode(left, right)).toString('base64');
  }

  #put(height: number, hash: Buffer): void {
    this.#stack.push({ height, hash });
    if (height % 8 === 0) this.#joined(height / 8, hash);
  }
}

/** The root, in base64, that a path leads to; undefined where its length does not fit (RFC 9162, 2.1.3.1, read backwards). */
export function rootByPath(
  leaf: Buffer,
  place: { index: number; size: number },
  path: readonly Buffer[],
): string | undefined {
  const rest = [...path];
  const climb = (index: number, size: number): Buffer | undefined => {
    if (size === 1) return leaf;
    const left = 2 ** Math.floor(Math.log2(size - 1));
    const outer = rest.pop();
    const inner = index < left ? climb(index, left) : climb(index - left, size - left);
    if (outer === undefined || inner === undefined) return undefined;
    return index < left ? hashOfNode(inner, outer) : hashOfNode(outer, inner);
  };
  const root = place.index < place.size ? climb(place.index, place.size) : undefined;
  return rest.length === 0 ? root?.toString('base64') : undefined;
}
