import type { Link } from './acl.ts';

/** The channel of attributes (Bluetooth Core, Vol 3 Part A 2.1). */
export const attChannel = 0x0004;

/** Operations of the Attribute Protocol (Vol 3 Part F 3.4.8). */
export const att = {
  error: 0x01,
  mtuRequest: 0x02,
  mtuResponse: 0x03,
  findInformation: 0x04,
  readByType: 0x08,
  read: 0x0a,
  readBlob: 0x0c,
  readByGroup: 0x10,
  write: 0x12,
  prepareWrite: 0x16,
  executeWrite: 0x18,
  notification: 0x1b,
  indication: 0x1d,
  confirmation: 0x1e,
  writeCommand: 0x52,
  signedWrite: 0xd2,
} as const;

/** How a request ended. `silent`: no answer came in time; `ended`: the link went. */
export type Answer =
  | { readonly kind: 'response'; readonly value: Buffer }
  | { readonly kind: 'error'; readonly code: number; readonly handle: number }
  | { readonly kind: 'malformed'; readonly pdu: Buffer }
  | { readonly kind: 'silent' }
  | { readonly kind: 'ended' };

/** A value that the server sent by itself. */
export interface Pushed {
  readonly handle: number;
  readonly value: Buffer;
  readonly indicated: boolean;
}

const patience = 3000;

/** The client's end of the Attribute Protocol on one link: one request at a time, each with its answer or a time-out. */
export class AttClient {
  /** Told of notifications and indications. */
  onPushed: (pushed: Pushed) => void = () => undefined;
  /** Octets that a PDU holds at most, as both agreed. */
  mtu = 23;
  readonly #link: Link;
  #hear: ((pdu: Buffer) => void) | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(link: Link) {
    this.#link = link;
    link.on('frame', (channel, payload) => {
      if (channel === attChannel && payload.length > 0) this.#take(payload);
    });
  }

  get ended(): boolean {
    return this.#link.ended !== undefined;
  }

  /** Sends a request after those before it; the value of a response is what follows its code. */
  request(code: number, ...parts: readonly Uint8Array[]): Promise<Answer> {
    const answer = this.#last.then(() => this.#ask(code, Buffer.concat([Buffer.from([code]), ...parts])));
    this.#last = answer;
    return answer;
  }

  /** Sends a command, which is never answered. */
  command(code: number, ...parts: readonly Uint8Array[]): void {
    this.#link.send(attChannel, Buffer.concat([Buffer.from([code]), ...parts]));
  }

  /** Asks for longer PDUs; a server that knows none goes on with 23 (3.4.2). */
  async agreeMtu(wanted = 247): Promise<void> {
    const answer = await this.request(att.mtuRequest, word(wanted));
    if (answer.kind === 'response' && answer.value.length === 2)
      this.mtu = Math.max(23, Math.min(wanted, answer.value.readUInt16LE(0)));
  }

  #ask(code: number, pdu: Buffer): Promise<Answer> {
    if (this.ended) return Promise.resolve({ kind: 'ended' });
    return new Promise((resolve) => {
      const done = (answer: Answer) => {
        clearTimeout(timer);
        this.#hear = undefined;
        this.#link.off('end', end);
        resolve(answer);
      };
      const end = () => done({ kind: 'ended' });
      const timer = setTimeout(done, patience, { kind: 'silent' } as const);
      this.#link.once('end', end);
      this.#hear = (heard) => {
        const answer = answerIn(heard, code);
        if (answer !== undefined) done(answer);
      };
      this.#link.send(attChannel, pdu);
    });
  }

  #take(pdu: Buffer): void {
    const [code] = pdu;
    if (code !== att.notification && code !== att.indication) {
      this.#hear?.(pdu);
      return;
    }
    if (code === att.indication) this.command(att.confirmation);
    if (pdu.length < 3) return;
    this.onPushed({ handle: pdu.readUInt16LE(1), value: pdu.subarray(3), indicated: code === att.indication });
  }
}

// The code of a response is that of its request and one; an answer to another request is none.
function answerIn(pdu: Buffer, code: number): Answer | undefined {
  if (pdu[0] === code + 1) return { kind: 'response', value: pdu.subarray(1) };
  if (pdu[0] !== att.error) return { kind: 'malformed', pdu };
  if (pdu.length < 5) return { kind: 'malformed', pdu };
  if (pdu[1] !== code) return undefined;
  return { kind: 'error', handle: pdu.readUInt16LE(2), code: pdu.readUInt8(4) };
}

/** Two octets, the least significant first. */
export function word(value: number): Buffer {
  const octets = Buffer.alloc(2);
  octets.writeUInt16LE(value);
  return octets;
}
