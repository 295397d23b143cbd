import { join } from 'node:path';
import { UserError } from '../../schemas/problem.ts';
import { Refusal, refuse } from '../verify/refusal.ts';
import { entriesIn, largestBundle } from './bundle.ts';
import { openCheckpoint, type LogKeys, type SignedCheckpoint } from './checkpoint.ts';
import { readFile, readNeeded } from './disk.ts';
import { rootOf, type EdgeOfLog } from './edge.ts';
import { hashLength } from './merkle.ts';
import { largestNote } from './note.ts';
import { hashesAt, tileOf, tilePath, tileWidth, type Tile } from './tiles.ts';
import { TileTree } from './tree.ts';

/** The name of the checkpoint in a log (C2SP tlog-tiles, checkpoints). */
export const checkpointFile = 'checkpoint';

/** The bytes of a resource of a log by its path, at most so many; undefined where there is none. */
export type ReadResource = (path: string, limit: number) => Buffer | undefined;

/** Reads a log in a folder. */
export const inFolder =
  (root: string): ReadResource =>
  (path, limit) =>
    readFile(join(root, path), limit);

/** The bytes of the present checkpoint. */
export function checkpointBytes(root: string): Buffer {
  return readNeeded(join(root, checkpointFile), largestNote);
}

/** The tree of this size in a log; what it says is to be compared with a checkpoint. */
export function treeOf(read: ReadResource, size: number): TileTree {
  return new TileTree(size, (tile) => readTile(read, tile));
}

/**
 * The hashes of a tile. Where the partial one is gone the full one has the same beginning (C2SP tlog-tiles, partial
 * tiles).
 * @throws Refusal HASHLEN where there is none of that length
 */
export function readTile(read: ReadResource, tile: Tile): Buffer {
  const length = tile.width * hashLength;
  const full = tileWidth * hashLength;
  const bytes = read(tilePath(tile), length) ?? read(tilePath({ ...tile, width: tileWidth }), full);
  if (bytes === undefined || bytes.length < length) refuse('HASHLEN', `${tilePath(tile)} is missing or too short`);
  return bytes.subarray(0, length);
}

/**
 * The entries of a bundle of a log of this size.
 * @throws Refusal EVENT
 */
export function readBundle(read: ReadResource, index: number, size: number): readonly Buffer[] {
  const tile = tileOf('entries', index, size);
  if (tile.width === 0) return [];
  const bytes = read(tilePath(tile), largestBundle) ?? read(tilePath({ ...tile, width: tileWidth }), largestBundle);
  if (bytes === undefined) refuse('EVENT', `${tilePath(tile)} is missing`);
  return entriesIn(bytes, tile.width);
}

/** One entry of a log of this size. */
export function readEntry(read: ReadResource, index: number, size: number): Buffer {
  const entry = readBundle(read, Math.floor(index / tileWidth), size)[index % tileWidth];
  if (entry === undefined) refuse('INDEX_RANGE', `entry ${index} of a log with ${size} entries`);
  return entry;
}

/** Where a log in a folder ends. */
export interface End {
  readonly checkpoint: SignedCheckpoint;
  readonly edge: EdgeOfLog;
}

/**
 * Opens the end of our own log to add to it.
 * @throws UserError REGISTRY_DAMAGED where the tiles do not give the root that was signed: nothing is signed on top
 */
export function openEnd(root: string, keys: LogKeys, now: number): End {
  try {
    const checkpoint = openCheckpoint(checkpointBytes(root), keys, now);
    const edge = edgeAt(inFolder(root), checkpoint.size);
    if (!rootOf(edge).equals(checkpoint.root)) refuse('CONSISTENCY', 'the tiles do not give the root that was signed');
    return { checkpoint, edge };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new UserError({
      code: 'REGISTRY_DAMAGED',
      where: root,
      problem: `${error.code}: ${error.message}`,
      hint: 'toymark registry fsck says what is wrong; nothing is added to a damaged log.',
    });
  }
}

function edgeAt(read: ReadResource, size: number): EdgeOfLog {
  const hashes: Buffer[][] = [];
  for (let level = 0; hashesAt(level, size) > 0; level++) {
    const tile = tileOf(level, Math.floor(hashesAt(level, size) / tileWidth), size);
    const bytes = tile.width === 0 ? Buffer.alloc(0) : readTile(read, tile);
    hashes.push(Array.from({ length: tile.width }, (_, at) => bytes.subarray(at * hashLength, (at + 1) * hashLength)));
  }
  return { size, hashes, entries: readBundle(read, Math.floor(size / tileWidth), size) };
}
