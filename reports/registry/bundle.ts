import { refuse } from '../verify/refusal.ts';
import { largestEntry } from './event.ts';
import { tileWidth } from './tiles.ts';

/** A bundle of entries is at most this long in bytes. */
export const largestBundle = tileWidth * (2 + largestEntry);

/** Entries, each after its length in two bytes (C2SP tlog-tiles, log entries). */
export function bundleOf(entries: readonly Uint8Array[]): Buffer {
  return Buffer.concat(
    entries.flatMap((entry) => {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(entry.length);
      return [length, entry];
    }),
  );
}

/**
 * The first `count` entries of a bundle; it may hold more, which are of a later tree.
 * @throws Refusal EVENT
 */
export function entriesIn(bundle: Buffer, count: number): readonly Buffer[] {
  const entries: Buffer[] = [];
  for (let at = 0; entries.length < count;) {
    const length = at + 2 <= bundle.length ? bundle.readUInt16BE(at) : Infinity;
    if (at + 2 + length > bundle.length) refuse('EVENT', `the bundle ends in entry ${entries.length} of ${count}`);
    if (length > largestEntry) refuse('EVENT', `an entry of ${length} bytes, at most ${largestEntry}`);
    entries.push(bundle.subarray(at + 2, at + 2 + length));
    at += 2 + length;
  }
  return entries;
}
