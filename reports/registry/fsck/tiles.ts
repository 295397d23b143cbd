import { join } from 'node:path';
import { bytesOf, filesIn, type Findings } from './findings.ts';

const width = 256;

/** Where a tile or bundle should lie (C2SP tlog-tiles); 1234067 is x001/x234/067. */
export function placeOf(level: number | 'entries', index: number): string {
  const groups: string[] = [];
  let rest = index;
  do {
    groups.unshift(`${groups.length === 0 ? '' : 'x'}${String(rest % 1000).padStart(3, '0')}`);
    rest = Math.floor(rest / 1000);
  } while (rest > 0);
  return `tile/${level}/${groups.join('/')}`;
}

/** Compares the tiles of one level with hashes that were computed, as they come. */
export class LevelCheck {
  readonly #root: string;
  readonly #level: number;
  readonly #findings: Findings;
  #hashes: Buffer[] = [];
  #index = 0;
  /** Tiles that were compared, and partial ones beyond the log. */
  compared = 0;
  uncommitted = 0;

  constructor(root: string, level: number, findings: Findings) {
    this.#root = root;
    this.#level = level;
    this.#findings = findings;
  }

  add(hash: Buffer): void {
    this.#hashes.push(hash);
    if (this.#hashes.length === width) this.#compare();
  }

  /** The last tile, which is partial. */
  end(): void {
    if (this.#hashes.length > 0) this.#compare();
  }

  #compare(): void {
    const expected = Buffer.concat(this.#hashes);
    const place = placeOf(this.#level, this.#index);
    const count = this.#hashes.length;
    const full = bytesOf(join(this.#root, place), width * 32);
    const own = count === width ? place : `${place}.p/${count}`;
    const found = bytesOf(join(this.#root, own), count * 32) ?? (count < width ? full : undefined);
    if (found === undefined) this.#findings.add('TILE_MISSING', own, 'is missing or too long');
    else this.#same(own, found, expected);
    // Partial tiles of earlier checkpoints may stay; they have to be a beginning of this one.
    for (const name of filesIn(join(this.#root, `${place}.p`)))
      this.#partial(`${place}.p/${name}`, Number(name), expected);
    this.compared++;
    this.#index++;
    this.#hashes = [];
  }

  #partial(path: string, count: number, expected: Buffer): void {
    if (!Number.isInteger(count) || count < 1 || count >= width || !path.endsWith(`/${count}`))
      this.#findings.add('FOREIGN_FILE', path, 'is not the name of a partial tile');
    else if (count * 32 > expected.length) this.uncommitted++;
    else if (count * 32 < expected.length) {
      const found = bytesOf(join(this.#root, path), count * 32);
      if (found === undefined) this.#findings.add('TILE_LENGTH', path, 'is too long for its name');
      else this.#same(path, found, expected.subarray(0, count * 32));
    }
  }

  #same(path: string, found: Buffer, expected: Buffer): void {
    if (found.length < expected.length) {
      this.#findings.add('TILE_LENGTH', path, `${found.length} bytes, expected ${expected.length}`);
      return;
    }
    for (let at = 0; at < expected.length; at += 32)
      if (!found.subarray(at, at + 32).equals(expected.subarray(at, at + 32))) {
        this.#findings.add('TILE_HASH', path, `hash ${at / 32} is not the one of the entries below it`);
        return;
      }
  }
}
