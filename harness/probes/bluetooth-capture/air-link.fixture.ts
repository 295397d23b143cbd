import { createCipheriv } from 'node:crypto';
import { e, reversed } from '../shared/bluetooth/smp-crypto.ts';
import { noise } from '../shared/noise.ts';
import type { OnAir } from './capture-writer.fixture.ts';
import { crc24 } from './crc24.ts';
import { advertising } from './unwrap.ts';

/** A device as it calls itself on the air. */
export interface Device {
  /** Colons and capitals. */
  readonly address: string;
  /** 0 public, 1 random. */
  readonly type: 0 | 1;
}

export const onAir = ({ address }: Device): Buffer => reversed(Buffer.from(address.replaceAll(':', ''), 'hex'));
export const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');

/** PDUs of the advertising channel (Vol 6 Part B, 2.3). */
export const advertisement = { ind: 0, nonconn: 2, scanReq: 3, scanRsp: 4, connect: 5, scan: 6 } as const;

const interFrame = 150;
const interval = 30_000;
/** The check sum of the advertising channel begins with it (3.1.1). */
const advertisingInit = 0x555555;

/** One channel of the air as a sniffer hears it: a clock, and what was said so far. */
export class Air {
  readonly packets: OnAir[] = [];
  microseconds: number;

  constructor(microseconds: number) {
    this.microseconds = microseconds;
  }

  /** One packet at 1 Mbit/s, preamble, access address and check sum included; the clock goes on to its end. */
  say(packet: Omit<OnAir, 'microseconds' | 'crc'>, crcInit: number): void {
    this.packets.push({ ...packet, microseconds: this.microseconds, crc: crc24(packet.pdu, crcInit) });
    this.microseconds += 8 * (packet.pdu.length + 8);
  }

  /** A PDU of the advertising channel, from the first of these devices and about the second. */
  advertise(kind: number, devices: readonly [Device, Device?], data: Uint8Array = Buffer.alloc(0)): void {
    const [from, about] = devices;
    const payload = Buffer.concat([onAir(from), ...(about ? [onAir(about)] : []), data]);
    const header = Buffer.from([kind | (from.type << 6) | ((about?.type ?? 0) << 7), payload.length]);
    this.say(
      {
        accessAddress: advertising,
        pdu: Buffer.concat([header, payload]),
        fromCentral: kind !== advertisement.scanRsp,
      },
      advertisingInit,
    );
  }

  /** The answer to what was just said. */
  wait(microseconds = interFrame): void {
    this.microseconds += microseconds;
  }
}

export type Side = 'central' | 'peripheral';

/** A PDU of a data channel: 1 goes on or is empty, 2 begins a PDU of L2CAP, 3 controls the link (2.4). */
interface Data {
  readonly kind: 1 | 2 | 3;
  readonly payload: Buffer;
}

const empty: Data = { kind: 1, payload: Buffer.alloc(0) };
const mostOctets = 27;

/** How a link is made and what it is sealed with. */
interface LinkData {
  readonly accessAddress: number;
  readonly crcInit: number;
}

/** Diversifiers, vectors and what names the key, as LL_ENC_REQ and LL_ENC_RSP carry them. */
interface Encrypting {
  readonly key: Buffer;
  readonly seed: number;
}

/** A connection: both sides take turns with sequence numbers, in events 30 ms apart. */
export class Connection {
  private readonly air: Air;
  private readonly link: LinkData;
  private readonly sequence = { central: 0, peripheral: 0 };
  private readonly counters = { central: 0, peripheral: 0 };
  private session: { readonly key: Buffer; readonly vector: Buffer } | undefined;
  private event: number;

  /** CONNECT_IND, and the clock of events from the transmit window on (2.3.3.1, 4.5.3). */
  constructor(air: Air, [central, peripheral]: readonly [Device, Device], link: LinkData) {
    this.air = air;
    this.link = link;
    const data = Buffer.alloc(22);
    data.writeUInt32LE(link.accessAddress, 0);
    data.writeUIntLE(link.crcInit, 4, 3);
    // Window of 2.5 ms after 10 ms, interval 24 × 1.25 ms, no latency, timeout 720 ms, all channels, hop 7, 151 to 250 ppm.
    data.set(hex('02 0800 1800 0000 4800 ffffffff1f 27'), 7);
    air.advertise(advertisement.connect, [central, peripheral], data);
    this.event = air.microseconds + 12_000;
  }

  /** Events in which nobody has anything to say; the sniffer misses every fifth answer. */
  idle(events: number): void {
    for (let at = 0; at < events; at++) {
      this.next();
      this.turn('central', empty);
      if (at % 5 === 3) this.sequence.peripheral ^= 1;
      else this.turn('peripheral', empty);
    }
  }

  /** A control PDU (2.4.2), the first time unheard where it comes again. */
  control(from: Side, payload: Buffer, again = false): void {
    this.deliver(from, [{ kind: 3, payload }], again);
  }

  /** A PDU of L2CAP, in as many packets as it takes, each the first time unheard where it comes again. */
  send(from: Side, [channel, payload]: readonly [number, Buffer], again = false): void {
    const whole = Buffer.concat([Buffer.alloc(4), payload]);
    whole.writeUInt16LE(payload.length, 0);
    whole.writeUInt16LE(channel, 2);
    const pieces: Data[] = [];
    for (let at = 0; at < whole.length; at += mostOctets)
      pieces.push({ kind: at === 0 ? 2 : 1, payload: whole.subarray(at, at + mostOctets) });
    this.deliver(from, pieces, again);
  }

  /** The central begins encryption, and both sides agree (5.1.3). */
  encrypt({ key, seed }: Encrypting): void {
    const [diversifier, vector] = [noise(16, seed), noise(8, seed + 1)];
    const unnamed = Buffer.alloc(10);
    this.control('central', Buffer.concat([hex('03'), unnamed, diversifier.subarray(0, 8), vector.subarray(0, 4)]));
    this.control('peripheral', Buffer.concat([hex('04'), diversifier.subarray(8), vector.subarray(4)]));
    this.idle(1);
    this.control('peripheral', hex('05'));
    this.session = { key: e(key, reversed(diversifier)), vector };
    this.control('central', hex('06'));
    this.control('peripheral', hex('06'));
  }

  /** The central ends the connection. */
  terminate(): void {
    this.control('central', hex('02 13'));
    this.air.wait(interval);
  }

  private next(): void {
    this.air.microseconds = this.event;
    this.event += interval;
  }

  // Within one event, as long as there is more data.
  private deliver(from: Side, pieces: readonly Data[], again: boolean): void {
    this.next();
    for (const [at, piece] of pieces.entries()) {
      const data = this.seal(from, piece);
      const more = at < pieces.length - 1;
      const [central, peripheral] = from === 'central' ? [data, empty] : [empty, data];
      if (again) {
        // A peripheral that hears nothing says nothing; a central that hears nothing repeats what it said.
        const before = { ...this.sequence };
        this.turn('central', central);
        if (from === 'peripheral') this.turn('peripheral', peripheral);
        Object.assign(this.sequence, before);
        this.next();
      }
      if (at > 0) this.air.wait();
      this.turn('central', central, more && from === 'central');
      this.turn('peripheral', peripheral, more && from === 'peripheral');
    }
  }

  /** One packet, that acknowledges what the other side said last (4.5.9). */
  private turn(side: Side, { kind, payload }: Data, more = false): void {
    const { central, peripheral } = this.sequence;
    // The central has had its turn when the peripheral answers, so its number is already the one that is expected next.
    const [own, expected] = side === 'central' ? [central, peripheral] : [peripheral, central];
    if (side === 'peripheral') this.air.wait();
    const header = Buffer.from([kind | (expected << 2) | (own << 3) | (more ? 16 : 0), payload.length]);
    const { accessAddress, crcInit } = this.link;
    this.air.say({ accessAddress, pdu: Buffer.concat([header, payload]), fromCentral: side === 'central' }, crcInit);
    this.sequence[side] ^= 1;
  }

  // AES-CCM with a check of four octets; empty PDUs are neither sealed nor counted (Part E, 2).
  private seal(from: Side, { kind, payload }: Data): Data {
    if (this.session === undefined) return { kind, payload };
    const nonce = Buffer.alloc(13);
    nonce.writeUIntLE(this.counters[from]++, 0, 5);
    nonce[4] = from === 'central' ? 0x80 : 0;
    nonce.set(this.session.vector, 5);
    const cipher = createCipheriv('aes-128-ccm', this.session.key, nonce, { authTagLength: 4 });
    cipher.setAAD(Buffer.from([kind]), { plaintextLength: payload.length });
    const sealed = Buffer.concat([cipher.update(payload), cipher.final(), cipher.getAuthTag()]);
    return { kind, payload: sealed };
  }
}
