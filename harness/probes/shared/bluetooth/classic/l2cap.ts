import { EventEmitter } from 'node:events';
import type { Link } from '../acl.ts';

/** What comes over one channel. */
interface Arriving {
  readonly data: [payload: Buffer];
  readonly close: [];
}

/** One channel of a connection (Bluetooth Core, Vol 3 Part A), in basic mode. */
export class Channel extends EventEmitter<Arriving> {
  readonly psm: number;
  readonly own: number;
  /** Its number at the other end, once it is known. */
  other = 0;
  open = false;
  /** Largest payload that the other side takes. */
  mtu = 672;
  /** Requests for configuration that were answered, ours and theirs. */
  configured = { ours: false, theirs: false };
  readonly #link: Link;

  constructor(link: Link, { psm, own }: { readonly psm: number; readonly own: number }) {
    super();
    this.#link = link;
    this.psm = psm;
    this.own = own;
    this.setMaxListeners(0);
  }

  send(payload: Uint8Array): void {
    if (this.open) this.#link.send(this.other, payload);
  }
}

/** How an attempt to open a channel ended; `refused` is the result of a Connection Response (4.3). */
export type Opened = { readonly channel: Channel } | { readonly refused: number } | 'no-answer' | 'link-lost';

/** What a host does with somebody else's request: serve it, or refuse it with a result of 4.3. */
export type Serve = (psm: number) => ((channel: Channel) => void) | number;

const signal = {
  reject: 0x01,
  connect: 0x02,
  connected: 0x03,
  configure: 0x04,
  configured: 0x05,
  disconnect: 0x06,
  disconnected: 0x07,
  echo: 0x08,
  information: 0x0a,
} as const;

export const refusal = { notSupported: 2, securityBlock: 3, noResources: 4 } as const;
const mostChannels = 64;

/** The signalling of one connection. */
export class L2cap {
  readonly link: Link;
  readonly #serve: Serve;
  readonly #channels = new Map<number, Channel>();
  readonly #asking = new Map<number, (answer: Opened) => void>();
  #next = 0x40;
  #identifier = 0;

  constructor(link: Link, serve: Serve = () => refusal.notSupported) {
    this.link = link;
    this.#serve = serve;
    link.on('frame', (channel, payload) => {
      if (channel === 1) this.#signals(payload);
      else this.#channels.get(channel)?.emit('data', payload);
    });
    link.on('end', () => this.#end());
  }

  /** Opens a channel to a protocol. */
  connect(psm: number, milliseconds: number): Promise<Opened> {
    if (this.link.ended !== undefined) return Promise.resolve('link-lost');
    const channel = this.#make(psm);
    return new Promise((resolve) => {
      const finish = (answer: Opened) => {
        clearTimeout(timer);
        this.#asking.delete(channel.own);
        if (typeof answer === 'string' || 'refused' in answer) this.#channels.delete(channel.own);
        resolve(answer);
      };
      const timer = setTimeout(() => finish('no-answer'), milliseconds);
      this.#asking.set(channel.own, finish);
      this.#ask(signal.connect, words(psm, channel.own));
    });
  }

  /** Closes a channel; the other side is told. */
  close(channel: Channel): void {
    if (!this.#channels.delete(channel.own)) return;
    if (channel.open) this.#ask(signal.disconnect, words(channel.other, channel.own));
    channel.open = false;
    channel.emit('close');
  }

  #make(psm: number): Channel {
    const channel = new Channel(this.link, { psm, own: this.#next++ });
    this.#channels.set(channel.own, channel);
    return channel;
  }

  #ask(code: number, body: Uint8Array): void {
    this.#identifier = (this.#identifier % 255) + 1;
    this.#say(code, this.#identifier, body);
  }

  #say(code: number, identifier: number, body: Uint8Array): void {
    this.link.send(1, Buffer.concat([Buffer.from([code, identifier]), words(body.length), body]));
  }

  #signals(payload: Buffer): void {
    for (let at = 0; at + 4 <= payload.length;) {
      const end = at + 4 + payload.readUInt16LE(at + 2);
      if (end > payload.length) return;
      this.#take(payload.readUInt8(at), payload.readUInt8(at + 1), payload.subarray(at + 4, end));
      at = end;
    }
  }

  #take(code: number, identifier: number, body: Buffer): void {
    const needed = { [signal.connect]: 4, [signal.connected]: 8, [signal.configure]: 4, [signal.configured]: 6 };
    if (body.length < ((needed as Readonly<Record<number, number>>)[code] ?? 0)) return;
    if (code === signal.connect) this.#invited(identifier, body);
    else if (code === signal.connected) this.#answered(body);
    else if (code === signal.configure) this.#configure(identifier, body);
    else if (code === signal.configured) this.#settled(body, { side: 'ours', handle: body.readUInt16LE(0) });
    else if (code === signal.disconnect && body.length >= 4) this.#closed(identifier, body);
    else if (code === signal.echo) this.#say(0x09, identifier, body);
    else if (code === signal.information && body.length >= 2)
      this.#say(0x0b, identifier, words(body.readUInt16LE(0), 1));
  }

  #invited(identifier: number, body: Buffer): void {
    const [psm, other] = [body.readUInt16LE(0), body.readUInt16LE(2)];
    const serve = this.#channels.size >= mostChannels ? refusal.noResources : this.#serve(psm);
    if (typeof serve === 'number') {
      this.#say(signal.connected, identifier, words(0, other, serve, 0));
      return;
    }
    const channel = this.#make(psm);
    channel.other = other;
    this.#asking.set(channel.own, () => serve(channel));
    this.#say(signal.connected, identifier, words(channel.own, other, 0, 0));
    this.#ask(signal.configure, words(other, 0));
  }

  #answered(body: Buffer): void {
    const [other, own, result] = [body.readUInt16LE(0), body.readUInt16LE(2), body.readUInt16LE(4)];
    const channel = this.#channels.get(own);
    // Pending is followed by another answer.
    if (channel === undefined || channel.open || result === 1) return;
    if (result !== 0) this.#asking.get(own)?.({ refused: result });
    else if (channel.other === 0) {
      channel.other = other;
      this.#ask(signal.configure, words(other, 0));
    }
  }

  #configure(identifier: number, body: Buffer): void {
    const channel = this.#channels.get(body.readUInt16LE(0));
    if (channel === undefined) return;
    // Option 1 is the MTU (5.1).
    if (body.length >= 8 && body[4] === 1 && body[5] === 2) channel.mtu = Math.max(48, body.readUInt16LE(6));
    this.#say(signal.configured, identifier, words(channel.other, 0, 0));
    this.#settled(words(0, 0, 0), { side: 'theirs', handle: channel.own });
  }

  #settled(body: Buffer, { side, handle }: { readonly side: 'ours' | 'theirs'; readonly handle: number }): void {
    const channel = this.#channels.get(handle);
    if (channel === undefined || body.readUInt16LE(4) !== 0) return;
    channel.configured[side] = true;
    if (channel.open || !channel.configured.ours || !channel.configured.theirs) return;
    channel.open = true;
    const opened = this.#asking.get(channel.own);
    this.#asking.delete(channel.own);
    opened?.({ channel });
  }

  #closed(identifier: number, body: Buffer): void {
    const channel = this.#channels.get(body.readUInt16LE(0));
    if (channel === undefined) return;
    this.#say(signal.disconnected, identifier, body.subarray(0, 4));
    this.#channels.delete(channel.own);
    this.#asking.get(channel.own)?.({ refused: 0xffff });
    channel.open = false;
    channel.emit('close');
  }

  #end(): void {
    for (const answer of [...this.#asking.values()]) answer('link-lost');
    this.#asking.clear();
    for (const channel of this.#channels.values()) channel.emit('close');
    this.#channels.clear();
  }
}

export function words(...values: readonly number[]): Buffer {
  const octets = Buffer.alloc(values.length * 2);
  for (const [at, value] of values.entries()) octets.writeUInt16LE(value & 0xffff, at * 2);
  return octets;
}
