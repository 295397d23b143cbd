/** What a server sent does not fit the protocol. Part of the observation, never an error of ours. */
export class Malformed extends Error {
  constructor(what: string) {
    super(what);
    this.name = 'Malformed';
  }
}

/** Reads forward through bytes and never beyond their end. */
export class Cursor {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  /** The next bytes, not copied. @throws Malformed where fewer are left */
  take(length: number): Buffer {
    if (length > this.left) throw new Malformed(`expected ${length} more bytes, got ${this.left}`);
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  /** A big-endian number of 1 to 4 bytes. */
  number(length: 1 | 2 | 3 | 4): number {
    return this.take(length).readUIntBE(0, length);
  }

  /** Bytes preceded by their length. */
  vector(lengthOfLength: 1 | 2 | 3): Buffer {
    return this.take(this.number(lengthOfLength));
  }
}

/** A number as big-endian bytes. */
export function number(value: number, length: 1 | 2 | 3): Buffer {
  const bytes = Buffer.alloc(length);
  bytes.writeUIntBE(value, 0, length);
  return bytes;
}

/** Bytes with their length before them. */
export function vector(lengthOfLength: 1 | 2 | 3, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([number(content.length, lengthOfLength), content]);
}
