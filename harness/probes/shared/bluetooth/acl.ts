import { EventEmitter } from 'node:events';
import { packetKind } from './h4.ts';

/** What comes over one connection. */
interface Arriving {
  /** One whole frame of a channel (Bluetooth Core, Vol 3 Part A 3.1). */
  readonly frame: [channel: number, payload: Buffer];
  /** One frame that this host sent. */
  readonly sent: [channel: number, payload: Uint8Array];
  /** The connection is gone; the reason is an HCI error code (Vol 1 Part F). */
  readonly end: [reason: number];
}

/** Radios whose buffers a controller counts apart. */
export type Radio = 'le' | 'classic';

const codes = { disconnected: 0x05, packetsDone: 0x13 } as const;
const connectionTimedOut = 0x08;
const first = 0x2;
const firstUnflushed = 0x0;
/** How a host begins a frame: over Classic older controllers know but the one that may be flushed (Vol 4 Part E 5.4.2). */
const begins: Readonly<Record<Radio, number>> = { le: firstUnflushed, classic: first };
/** Frames that wait at most for room in the controller, on one connection. */
const mostWaiting = 1000;

/** One connection of a controller: whole frames in both directions. */
export class Link extends EventEmitter<Arriving> {
  readonly handle: number;
  readonly radio: Radio;
  readonly #pipe: Pipe;
  /** Set once it is gone. */
  ended: number | undefined;
  #parts: Buffer[] = [];
  #missing = 0;

  constructor(handle: number, radio: Radio, pipe: Pipe) {
    super();
    this.handle = handle;
    this.radio = radio;
    this.#pipe = pipe;
    this.setMaxListeners(0);
  }

  /** Sends one frame on a channel; nothing once the connection is gone. */
  send(channel: number, payload: Uint8Array): void {
    const head = Buffer.alloc(4);
    head.writeUInt16LE(payload.length, 0);
    head.writeUInt16LE(channel, 2);
    if (this.ended === undefined) this.emit('sent', channel, payload);
    this.sendRaw(Buffer.concat([head, payload]));
  }

  /** Sends octets as one frame without looking at its length and channel, which may lie. */
  sendRaw(frame: Uint8Array): void {
    if (this.ended === undefined) this.#pipe.push(this, frame);
  }

  take(boundary: number, part: Buffer): void {
    if (boundary === first || boundary === firstUnflushed) {
      this.#parts = [];
      // A start that is too short to tell its length can be nothing.
      if (part.length < 4) return;
      this.#missing = part.readUInt16LE(0) + 4;
    } else if (this.#parts.length === 0 || part.length === 0) return;
    this.#parts.push(part);
    this.#missing -= part.length;
    if (this.#missing > 0) return;
    const frame = Buffer.concat(this.#parts);
    this.#parts = [];
    // More than was announced is no frame (Vol 3 Part A 7.2.1).
    if (this.#missing === 0) this.emit('frame', frame.readUInt16LE(2), frame.subarray(4));
  }

  end(reason: number): void {
    if (this.ended !== undefined) return;
    this.ended = reason;
    this.emit('end', reason);
  }
}

interface Room {
  /** Octets that one packet to the controller holds. */
  readonly size: number;
  credits: number;
}

/** Data between the host and the connections of one controller, never more at once than it has room for (Vol 4 Part E 4.1). */
export class Pipe {
  readonly #write: (packet: Buffer) => void;
  readonly #links = new Map<number, Link>();
  readonly #waiting: { readonly link: Link; readonly packet: Buffer }[] = [];
  readonly #onTheWay = new Map<number, number>();
  readonly #rooms: Record<Radio, Room> = { le: { size: 27, credits: 1 }, classic: { size: 339, credits: 1 } };

  constructor(write: (packet: Buffer) => void) {
    this.#write = write;
  }

  /** What the controller said of its buffers; one that has none of its own for Low Energy shares the others. */
  hasRoom(radio: Radio, { size, packets }: { readonly size: number; readonly packets: number }): void {
    if (size > 0 && packets > 0) this.#rooms[radio] = { size, credits: packets };
    else if (radio === 'le') this.#rooms.le = this.#rooms.classic;
  }

  /** A connection that the controller announced; one before it under the same number is gone, and what waited for it. */
  open(handle: number, radio: Radio): Link {
    const link = new Link(handle, radio, this);
    this.#forget(handle, connectionTimedOut);
    this.#links.set(handle, link);
    return link;
  }

  push(link: Link, frame: Uint8Array): void {
    const { size } = this.#rooms[link.radio];
    if (this.#waiting.length > mostWaiting) return;
    for (let at = 0; at === 0 || at < frame.length; at += size) {
      const part = frame.subarray(at, at + size);
      const head = Buffer.alloc(5);
      head.writeUInt8(packetKind.acl, 0);
      head.writeUInt16LE(link.handle | ((at === 0 ? begins[link.radio] : 1) << 12), 1);
      head.writeUInt16LE(part.length, 3);
      this.#waiting.push({ link, packet: Buffer.concat([head, part]) });
    }
    this.#drain();
  }

  /** Whether everything that was sent over a connection has left the controller. */
  isFlushed(link: Link): boolean {
    return (this.#onTheWay.get(link.handle) ?? 0) === 0 && this.#waiting.every((each) => each.link !== link);
  }

  take(packet: Buffer): void {
    if (packet.length < 5) return;
    const head = packet.readUInt16LE(1);
    this.#links.get(head & 0x0fff)?.take((head >> 12) & 3, packet.subarray(5));
  }

  hear(code: number, parameters: Buffer): void {
    if (code === codes.disconnected && parameters.length >= 4 && parameters[0] === 0)
      this.#forget(parameters.readUInt16LE(1) & 0x0fff, parameters.readUInt8(3));
    if (code === codes.packetsDone) this.#done(parameters);
  }

  /** The controller is gone, and every connection with it. */
  end(): void {
    this.#waiting.length = 0;
    for (const handle of [...this.#links.keys()]) this.#forget(handle, connectionTimedOut);
  }

  #done(parameters: Buffer): void {
    const [count = 0] = parameters;
    for (let at = 1; at < 1 + 4 * count && at + 4 <= parameters.length; at += 4)
      this.#giveBack(parameters.readUInt16LE(at) & 0x0fff, parameters.readUInt16LE(at + 2));
    this.#drain();
  }

  #giveBack(handle: number, packets: number): void {
    const link = this.#links.get(handle);
    const onTheWay = this.#onTheWay.get(handle) ?? 0;
    const returned = Math.min(packets, onTheWay);
    this.#onTheWay.set(handle, onTheWay - returned);
    if (link !== undefined) this.#rooms[link.radio].credits += returned;
  }

  // What was on the way to a connection that is gone needs no room any more.
  #forget(handle: number, reason: number): void {
    const link = this.#links.get(handle);
    if (link === undefined) return;
    this.#giveBack(handle, Infinity);
    this.#onTheWay.delete(handle);
    this.#links.delete(handle);
    for (let at = this.#waiting.length - 1; at >= 0; at--)
      if (this.#waiting[at]?.link === link) this.#waiting.splice(at, 1);
    link.end(reason);
    this.#drain();
  }

  #drain(): void {
    for (let at = 0; at < this.#waiting.length;) {
      const next = this.#waiting[at];
      if (next === undefined) return;
      const room = this.#rooms[next.link.radio];
      if (room.credits === 0) {
        at++;
        continue;
      }
      room.credits--;
      this.#onTheWay.set(next.link.handle, (this.#onTheWay.get(next.link.handle) ?? 0) + 1);
      this.#waiting.splice(at, 1);
      this.#write(next.packet);
    }
  }
}
