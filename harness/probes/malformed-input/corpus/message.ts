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
