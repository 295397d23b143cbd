import { hash } from 'node:crypto';
import { refuse } from '../verify/refusal.ts';

/** Bytes of a hash: SHA-256, as C2SP tlog-tiles fixes it. */
export const hashLength = 32;

/** The hash of an entry (RFC 9162, 2.1.1: a leaf begins with 0x00, so that no node can be taken for one). */
export function leafHash(entry: Uint8Array): Buffer {
  return sha256([leafPrefix, entry]);
}

/** The hash over two subtrees (RFC 9162, 2.1.1). */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  return sha256([nodePrefix, left, right]);
}

/** The root of a log without entries (RFC 9162, 2.1.1). */
export const emptyRoot: Buffer = sha256([]);

/** Where an entry stands and what leads from it to the root. */
export interface Inclusion {
  readonly index: number;
  readonly size: number;
  readonly path: readonly Uint8Array[];
}

/**
 * The root that an inclusion proof leads to (RFC 9162, 2.1.3.2).
 * @throws Refusal INDEX_RANGE, HASHLEN, PROOF_LEN
 */
export function rootFromInclusion(leaf: Uint8Array, { index, size, path }: Inclusion): Buffer {
  checkCount(index);
  checkCount(size);
  if (index >= size) refuse('INDEX_RANGE', `entry ${index} of a log with ${size} entries`);
  checkHashes([leaf, ...path]);
  let [at, last] = [index, size - 1];
  let root: Buffer = Buffer.from(leaf);
  for (const hash of path) {
    if (last === 0) refuse('PROOF_LEN', 'the inclusion proof is longer than the tree is high');
    if (at % 2 === 1 || at === last) {
      root = nodeHash(hash, root);
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else root = nodeHash(root, hash);
    [at, last] = [half(at), half(last)];
  }
  if (last !== 0) refuse('PROOF_LEN', 'the inclusion proof is too short for this tree');
  return root;
}

/** @throws Refusal INCLUSION, and what {@link rootFromInclusion} throws */
export function verifyInclusion(leaf: Uint8Array, inclusion: Inclusion, root: Uint8Array): void {
  checkHashes([root]);
  if (!rootFromInclusion(leaf, inclusion).equals(root))
    refuse('INCLUSION', 'the proof does not lead from this entry to the root that the log signed');
}

/** A tree by its number of entries and its root. */
export interface TreeHead {
  readonly size: number;
  readonly root: Uint8Array;
}

/**
 * Whether the later tree only adds to the earlier one (RFC 9162, 2.1.4.2).
 * @throws Refusal LOG_ROLLBACK, PROOF_LEN, HASHLEN, SPLIT_VIEW for another tree of the same size, CONSISTENCY
 */
export function verifyConsistency(before: TreeHead, after: TreeHead, proof: readonly Uint8Array[]): void {
  checkCount(before.size);
  checkCount(after.size);
  checkHashes([before.root, after.root, ...proof]);
  if (after.size < before.size) refuse('LOG_ROLLBACK', `the log had ${before.size} entries and now ${after.size}`);
  if (before.size === 0 || before.size === after.size) {
    if (proof.length > 0) refuse('PROOF_LEN', 'nothing is to be proved between these trees');
    if (before.size === 0 && !emptyRoot.equals(before.root)) refuse('CONSISTENCY', 'the empty tree has another root');
    if (before.size === after.size && !Buffer.from(before.root).equals(after.root))
      refuse('SPLIT_VIEW', `two different trees of ${after.size} entries: the log shows different histories`);
    return;
  }
  const roots = rootsFromConsistency(before, after, proof);
  if (!roots.before.equals(before.root) || !roots.after.equals(after.root))
    refuse('CONSISTENCY', 'the later tree does not contain the earlier one: the history was changed');
}

function rootsFromConsistency(before: TreeHead, after: TreeHead, proof: readonly Uint8Array[]) {
  // The earlier root stands for itself where it is a node of the later tree.
  const path = isPowerOfTwo(before.size) ? [before.root, ...proof] : proof;
  let [at, last] = [before.size - 1, after.size - 1];
  while (at % 2 === 1) [at, last] = [half(at), half(last)];
  const [first, ...rest] = path;
  if (first === undefined) refuse('PROOF_LEN', 'the consistency proof is empty');
  let [was, is]: [Buffer, Buffer] = [Buffer.from(first), Buffer.from(first)];
  for (const hash of rest) {
    if (last === 0) refuse('PROOF_LEN', 'the consistency proof is longer than the tree is high');
    if (at % 2 === 1 || at === last) {
      [was, is] = [nodeHash(hash, was), nodeHash(hash, is)];
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else is = nodeHash(is, hash);
    [at, last] = [half(at), half(last)];
  }
  if (last !== 0) refuse('PROOF_LEN', 'the consistency proof is too short for these trees');
  return { before: was, after: is };
}

const leafPrefix = Buffer.of(0);
const nodePrefix = Buffer.of(1);

function sha256(parts: readonly Uint8Array[]): Buffer {
  return hash('sha256', Buffer.concat(parts), 'buffer');
}

// Numbers, not big integers: a log of 2^53 entries would need more bytes than there are.
function checkCount(count: number): void {
  if (!Number.isSafeInteger(count) || count < 0) refuse('INDEX_RANGE', `${count} is not a number of entries`);
}

function checkHashes(hashes: readonly Uint8Array[]): void {
  if (hashes.some(({ length }) => length !== hashLength))
    refuse('HASHLEN', `a hash of the tree is not ${hashLength} bytes long`);
}

const half = (count: number) => Math.floor(count / 2);

function isPowerOfTwo(count: number): boolean {
  let rest = count;
  while (rest > 1 && rest % 2 === 0) rest /= 2;
  return rest === 1;
}
