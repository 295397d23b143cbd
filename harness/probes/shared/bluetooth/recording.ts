import { packetKind } from './h4.ts';

/** Octets of packets that one recording holds at most; what comes after is counted and dropped. */
const most = 32 * 1024 * 1024;
/** Octets that are taken from memory at a time: an object for each packet would take many times what it holds. */
const block = 64 * 1024;
/** btsnoop counts microseconds from the year 0; this is the Unix epoch. */
const epoch = 0x00dcddb30f2f8000n;

/**
 * Packets between host and controller, as they went over the wire: what a verdict about Bluetooth rests on. Its bytes are a
 * btsnoop file of data link type 1002 (H4), as Wireshark and Android's developers know it.
 */
export class Recording {
  readonly #full: Buffer[] = [];
  #block = Buffer.alloc(0);
  #used = 0;
  #size = 0;
  #dropped = 0;

  /** Adds one packet, its kind in the first octet. */
  add(packet: Uint8Array, from: 'host' | 'controller'): void {
    if (this.#size + 24 + packet.length > most) {
      this.#dropped++;
      return;
    }
    const head = this.#room(24 + packet.length);
    const [kind] = packet;
    head.writeUInt32BE(packet.length, 0);
    head.writeUInt32BE(packet.length, 4);
    // Bit 0: received; bit 1: command or event.
    const control = kind === packetKind.command || kind === packetKind.event ? 2 : 0;
    head.writeUInt32BE((from === 'controller' ? 1 : 0) | control, 8);
    head.writeUInt32BE(this.#dropped, 12);
    head.writeBigUInt64BE(epoch + BigInt(Math.round((performance.timeOrigin + performance.now()) * 1000)), 16);
    head.set(packet, 24);
    this.#size += head.length;
  }

  /** The whole file. */
  bytes(): Buffer {
    const head = Buffer.alloc(16);
    head.write('btsnoop\0', 'latin1');
    head.writeUInt32BE(1, 8);
    head.writeUInt32BE(1002, 12);
    return Buffer.concat([head, ...this.#full, this.#block.subarray(0, this.#used)]);
  }

  #room(octets: number): Buffer {
    if (this.#used + octets > this.#block.length) {
      this.#full.push(this.#block.subarray(0, this.#used));
      this.#block = Buffer.alloc(Math.max(block, octets));
      this.#used = 0;
    }
    this.#used += octets;
    return this.#block.subarray(this.#used - octets, this.#used);
  }
}
