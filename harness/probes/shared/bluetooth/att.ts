import type { Link } from './acl.ts';

/** The channel of attributes (Bluetooth Core, Vol 3 Part A 2.1). */
export const attChannel = 0x0004;

/** Operations of the Attribute Protocol (Vol 3 Part F 3.4.8). */
export const att = {
  error: 0x01,
  mtuRequest: 0x02,
  mtuResponse: 0x03,
  findInformation: 0x04,
  findByTypeValue: 0x06,
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
  multipleNotification: 0x23,
  writeCommand: 0x52,
  signedWrite: 0xd2,
} as const;
/** Errors of the bench, which has no attributes of its own (3.4.1.1). */
const error = { requestNotSupported: 0x06, attributeNotFound: 0x0a } as const;
const discovering: readonly number[] = [att.findInformation, att.findByTypeValue, att.readByType, att.readByGroup];

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
/** Requests of the other side that are answered on one link. */
const mostAnswered = 1000;

/**
 * The client's end of the Attribute Protocol on one link: one request at a time, each with its answer or a time-out. Many
 * toys are clients themselves and look around at whoever connects: they find nothing, and what they ask is no answer.
 */
export class AttClient {
  /** Told of notifications and indications. */
  onPushed: (pushed: Pushed) => void = () => undefined;
  /** Octets that a PDU holds at most, as both agreed. */
  mtu = 23;
  readonly #link: Link;
  #hear: ((pdu: Buffer) => void) | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #answered = 0;

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
    const [code = 0] = pdu;
    if (isOfClient(code)) {
      this.#refuse(code, pdu);
      return;
    }
    if (code === att.indication) this.command(att.confirmation);
    if (code === att.multipleNotification) this.#pushedAtOnce(pdu);
    else if (code !== att.notification && code !== att.indication) this.#hear?.(pdu);
    else if (pdu.length >= 3)
      this.onPushed({ handle: pdu.readUInt16LE(1), value: pdu.subarray(3), indicated: code === att.indication });
  }

  // Each value with its handle and its length in front (3.4.7.4).
  #pushedAtOnce(pdu: Buffer): void {
    for (let at = 1; at + 4 <= pdu.length; at += 4 + pdu.readUInt16LE(at + 2)) {
      const value = pdu.subarray(at + 4, at + 4 + pdu.readUInt16LE(at + 2));
      this.onPushed({ handle: pdu.readUInt16LE(at), value, indicated: false });
    }
  }

  // A request without an answer would make the toy give the link up after thirty seconds (3.3.3).
  #refuse(code: number, pdu: Buffer): void {
    if (isCommand(code) || code === att.confirmation || this.#answered++ >= mostAnswered) return;
    const isDiscovery = discovering.includes(code) && pdu.length >= 3;
    const handle = isDiscovery ? pdu.subarray(1, 3) : word(0);
    const reason = isDiscovery ? error.attributeNotFound : error.requestNotSupported;
    this.command(att.error, Buffer.from([code]), handle, Buffer.from([reason]));
  }
}

const isCommand = (code: number): boolean => (code & 0x40) !== 0;
// Every method of a client has an even number, every one of a server an odd one, but for the confirmation (3.4.8).
const isOfClient = (code: number): boolean => code % 2 === 0;

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
