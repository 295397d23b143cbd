/** One malformed message. */
export interface Message {
  /** How an observation names it. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A named message of text or bytes. */
export const message = (name: string, ...parts: readonly (Uint8Array | string | readonly number[])[]): Message => ({
  name,
  bytes: Buffer.concat(
    parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))),
  ),
});

/** Bytes that look random and are the same every time (xorshift32). */
export function noise(length: number, seed: number): Buffer {
  const bytes = Buffer.alloc(length);
  let state = seed;
  for (let at = 0; at < length; at++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    bytes[at] = state & 255;
  }
  return bytes;
}
