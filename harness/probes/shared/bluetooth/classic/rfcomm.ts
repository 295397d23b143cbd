import { EventEmitter } from 'node:events';
import type { Channel } from './l2cap.ts';
import { checkSequence, frame, frameOf, multiplexed, multiplexer, readFrame } from './rfcomm-frame.ts';

interface Arriving {
  readonly data: [octets: Buffer];
}

const mostEarly = 100;

/** A serial channel that is open. What comes before somebody listens waits for him. */
export class SerialChannel extends EventEmitter<Arriving> {
  readonly number: number;
  readonly write: (octets: Uint8Array) => void;
  readonly #early: Buffer[] = [];

  constructor(number: number, write: (octets: Uint8Array) => void) {
    super();
    this.number = number;
    this.write = write;
  }

  receive(octets: Buffer): void {
    if (this.listenerCount('data') > 0) this.emit('data', octets);
    else if (this.#early.length < mostEarly) this.#early.push(octets);
  }

  /** Listens, also to what came before. */
  listen(take: (octets: Buffer) => void): () => void {
    for (const octets of this.#early.splice(0)) take(octets);
    this.on('data', take);
    return () => this.off('data', take);
  }
}

export type SerialOpened = { readonly serial: SerialChannel } | 'refused' | 'no-answer';

/** The end of RFCOMM that began the session (RFCOMM 1.2, 5.2): it opens serial channels. */
export class RfcommClient {
  readonly #channel: Channel;
  readonly #open = new Map<number, SerialChannel>();
  readonly #asking = new Map<number, (answered: boolean) => void>();

  constructor(channel: Channel) {
    this.#channel = channel;
    channel.on('data', (octets) => this.#take(octets));
  }

  /** Starts the session itself. */
  start(milliseconds: number): Promise<boolean | undefined> {
    return this.#set(0, milliseconds);
  }

  async open(number: number, milliseconds: number): Promise<SerialOpened> {
    const dlci = number << 1;
    this.#say(0, multiplexed(multiplexer.negotiation, Buffer.from([dlci, 0xf0, 0, 0, 0x7f, 0, 0, 7])));
    const serial = new SerialChannel(number, (octets) => this.#say(dlci, octets));
    this.#open.set(dlci, serial);
    const answered = await this.#set(dlci, milliseconds);
    if (answered !== true) {
      this.#open.delete(dlci);
      return answered === undefined ? 'no-answer' : 'refused';
    }
    this.#say(0, multiplexed(multiplexer.modem, Buffer.from([(dlci << 2) | 3, 0x8d])));
    // Credits, so that the other side may speak (6.5).
    const credits = Buffer.from([(dlci << 2) | 3, frame.uihCredits, 1, 30]);
    this.#channel.send(Buffer.concat([credits, Buffer.from([checkSequence(credits.subarray(0, 2))])]));
    return { serial };
  }

  #set(dlci: number, milliseconds: number): Promise<boolean | undefined> {
    return new Promise((resolve) => {
      const end = (answered?: boolean) => {
        clearTimeout(timer);
        this.#asking.delete(dlci);
        resolve(answered);
      };
      const timer = setTimeout(() => end(), milliseconds);
      this.#asking.set(dlci, end);
      this.#channel.once('close', () => end());
      this.#channel.send(frameOf((dlci << 2) | 3, frame.sabm));
    });
  }

  #say(dlci: number, octets: Uint8Array): void {
    this.#channel.send(frameOf((dlci << 2) | 3, frame.uih, octets));
  }

  #take(octets: Buffer): void {
    const read = readFrame(octets);
    if (read === undefined) return;
    const { dlci, control, data } = read;
    if (control === frame.ua) this.#asking.get(dlci)?.(true);
    else if (control === frame.dm) this.#asking.get(dlci)?.(false);
    else if (dlci === 0) this.#answer(data);
    else if (data.length > 0) this.#open.get(dlci)?.receive(data);
  }

  // A command of the multiplexer has the C/R bit set; it is answered with the same values (5.4.6.3).
  #answer(data: Buffer): void {
    const [type = 0] = data;
    if (type >> 2 === multiplexer.modem && type & 2)
      this.#say(0, Buffer.concat([Buffer.from([type & 0xfd]), data.subarray(1)]));
  }
}
