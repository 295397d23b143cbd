import { Cursor, Malformed } from './bytes.ts';

/** One handshake message. */
export interface Message {
  readonly type: number;
  readonly body: Buffer;
}

export interface Alert {
  readonly level: number;
  readonly code: number;
}

const [changeCipherSpec, alertRecord, handshakeRecord, applicationData] = [20, 21, 22, 23];
const largestRecord = 16384 + 2048;

/** Puts the records of a server together again, however they were cut; gives each handshake message once it is whole. */
export class Flight {
  #waiting = new Growing();
  #handshake = new Growing();
  #alerts = new Growing();
  #begun = false;

  /** @throws Malformed where the bytes are no TLS records */
  feed(chunk: Uint8Array): readonly (Message | Alert)[] {
    this.#waiting.append(chunk);
    while (this.#takeRecord());
    return [...this.#messages(), ...this.#takeAlerts()];
  }

  #takeRecord(): boolean {
    const bytes = this.#waiting.bytes();
    const type = bytes[0];
    if (type === undefined) return false;
    if (!this.#expects(type)) throw new Malformed(`a record of type ${type}`);
    if (bytes.length > 1 && bytes[1] !== 3) throw new Malformed(`a record of version ${bytes[1] ?? 0}`);
    if (bytes.length < 5) return false;
    const length = bytes.readUInt16BE(3);
    if (length > largestRecord) throw new Malformed(`a record of ${length} bytes`);
    if (bytes.length < 5 + length) return false;
    if (type === alertRecord) this.#alerts.append(bytes.subarray(5, 5 + length));
    if (type === handshakeRecord) this.#handshake.append(bytes.subarray(5, 5 + length));
    this.#waiting.drop(5 + length);
    this.#begun = true;
    return true;
  }

  // What follows the first message may be encrypted already; that is passed over.
  #expects(type: number): boolean {
    if (type === alertRecord || type === handshakeRecord) return true;
    return this.#begun && (type === changeCipherSpec || type === applicationData);
  }

  *#messages(): Generator<Message> {
    for (;;) {
      const bytes = this.#handshake.bytes();
      if (bytes.length < 4) return;
      const length = bytes.readUIntBE(1, 3);
      if (bytes.length < 4 + length) return;
      const cursor = new Cursor(Buffer.from(bytes.subarray(0, 4 + length)));
      const type = cursor.number(1);
      this.#handshake.drop(4 + length);
      yield { type, body: cursor.vector(3) };
    }
  }

  *#takeAlerts(): Generator<Alert> {
    for (let bytes = this.#alerts.bytes(); bytes.length >= 2; bytes = this.#alerts.bytes()) {
      yield { level: bytes.readUInt8(0), code: bytes.readUInt8(1) };
      this.#alerts.drop(2);
    }
  }
}

// A buffer that grows by doubling, so that many small pieces cost no more than a few large ones.
class Growing {
  #store = Buffer.alloc(4096);
  #start = 0;
  #end = 0;

  append(chunk: Uint8Array): void {
    if (this.#end + chunk.length > this.#store.length) {
      const kept = this.bytes();
      const larger = Buffer.alloc(Math.max(4096, 2 * (kept.length + chunk.length)));
      kept.copy(larger);
      this.#store = larger;
      this.#start = 0;
      this.#end = kept.length;
    }
    this.#store.set(chunk, this.#end);
    this.#end += chunk.length;
  }

  bytes(): Buffer {
    return this.#store.subarray(this.#start, this.#end);
  }

  drop(length: number): void {
    this.#start += length;
  }
}
