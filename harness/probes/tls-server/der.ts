import { Cursor, Malformed } from './bytes.ts';

/** One DER element: its tag, its content, and the bytes of the whole. */
export interface Element {
  readonly tag: number;
  readonly content: Buffer;
  readonly whole: Buffer;
}

/** The elements that stand one after the other, at most 1000 (X.690, definite lengths only). @throws Malformed */
export function elements(bytes: Uint8Array): readonly Element[] {
  const cursor = new Cursor(bytes);
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found: Element[] = [];
  while (cursor.left > 0 && found.length < 1000) {
    const start = bytes.length - cursor.left;
    const tag = cursor.number(1);
    const content = cursor.take(lengthOf(cursor));
    found.push({ tag, content, whole: all.subarray(start, bytes.length - cursor.left) });
  }
  return found;
}

function lengthOf(cursor: Cursor): number {
  const first = cursor.number(1);
  if (first < 0x80) return first;
  const octets = first & 0x7f;
  if (octets < 1 || octets > 4) throw new Malformed('a DER length that is indefinite or too large');
  return cursor.number(octets as 1 | 2 | 3 | 4);
}

/** An object identifier in dotted form (X.690, 8.19). */
export function objectIdentifier(content: Uint8Array): string {
  const arcs: number[] = [];
  let arc = 0;
  for (const byte of content.subarray(0, 64)) {
    arc = arc * 128 + (byte & 0x7f);
    if ((byte & 0x80) !== 0) continue;
    arcs.push(arc);
    arc = 0;
  }
  const [first = 0, ...rest] = arcs;
  const root = Math.min(2, Math.floor(first / 40));
  return [root, first - root * 40, ...rest].join('.');
}
