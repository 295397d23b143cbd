/** Hashes of a full tile, and entries of a full bundle (C2SP tlog-tiles, Merkle tree). */
export const tileWidth = 256;

/** A tile of hashes by its level, or a bundle of entries. */
export interface Tile {
  readonly level: number | 'entries';
  readonly index: number;
  /** 1 to 256; less than 256 is a partial tile. */
  readonly width: number;
}

/** Where a tile lies, relative to the log (C2SP tlog-tiles, Merkle tree and log entries). */
export function tilePath({ level, index, width }: Tile): string {
  const digits = String(index);
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g) ?? [];
  const parts = padded.map((part, at) => (at < padded.length - 1 ? `x${part}` : part));
  return `tile/${level}/${parts.join('/')}${width === tileWidth ? '' : `.p/${width}`}`;
}

/** The folder of the partial tiles that a full tile makes superfluous. */
export function partialsOf({ level, index }: Tile): string {
  return tilePath({ level, index, width: 1 }).replace(/\/1$/, '');
}

/** How many hashes this level has in a tree of so many entries; partial tiles are not hashed into the level above. */
export function hashesAt(level: Tile['level'], size: number): number {
  return Math.floor(size / tileWidth ** (level === 'entries' ? 0 : level));
}

/** The tile with this index as a tree of this size has it; its width is 0 where the tree has none. */
export function tileOf(level: Tile['level'], index: number, size: number): Tile {
  const width = Math.min(tileWidth, Math.max(0, hashesAt(level, size) - index * tileWidth));
  return { level, index, width };
}

const form = /^tile\/(entries|0|[1-9]\d?)\/((?:x\d{3}\/){0,5}\d{3})(?:\.p\/([1-9]\d{0,2}))?$/;

/** The tile that a path names; undefined where the path is not exactly the one that {@link tilePath} gives. */
export function tileAt(path: string): Tile | undefined {
  const [, level = '', digits = '', partial] = form.exec(path) ?? [];
  if (level === '') return undefined;
  const width = partial === undefined ? tileWidth : Number(partial);
  const index = Number(digits.replaceAll(/[x/]/g, ''));
  const tile: Tile = { level: level === 'entries' ? 'entries' : Number(level), index, width };
  return tilePath(tile) === path ? tile : undefined;
}
