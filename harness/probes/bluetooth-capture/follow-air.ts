import { addressText } from '../shared/bluetooth/smp-analysis.ts';
import { crc24 } from './crc24.ts';
import { DamagedCapture } from './formats/capture-record.ts';
import { Link, type SealedPacket } from './link.ts';
import type { AirPacket } from './packets.ts';
import { advertising } from './unwrap.ts';

const mostLinks = 5000;
const mostSealed = 400;
/** Microseconds between two packets of an event, with what sniffers are off; and longer than any packet and its answer. */
const turn = 250;
const longestTurn = 3000;
/** Octets of a packet beside its PDU: preamble, access address, check sum. */
const aroundPdu = 8;

// Control PDUs (Vol 6 Part B, 2.4.2).
const control = { encReq: 0x03, encRsp: 0x04, startEncReq: 0x05, pauseEncRsp: 0x0b, rejectInd: 0x0d, rejectExt: 0x11 };

/** What is known of one access address. */
interface Followed {
  readonly link: Link;
  listed: boolean;
  /** When the last packet began and how long it took, and whether it looked like one of the central. */
  at: number;
  airtime: number;
  guess: boolean;
  /** The present one came when an answer to the last is due. */
  inTurn: boolean;
  crcInit: number | undefined;
  /** Octets of LL_ENC_REQ and LL_ENC_RSP. */
  request: Buffer | undefined;
  response: Buffer | undefined;
  /** The last packet of either side, to tell repetitions. */
  readonly last: { central: string; peripheral: string };
}

/** Follows connections of the LE link layer from CONNECT_IND on, or from their middle where the start was missed. */
export class AirFollower {
  readonly links: Link[] = [];
  damaged = 0;
  private readonly followed = new Map<number, Followed>();

  take(packet: AirPacket): void {
    if (packet.accessAddress === advertising) this.advertised(packet);
    else this.data(packet);
  }

  // CONNECT_IND and AUX_CONNECT_REQ (Vol 6 Part B, 2.3.3.1).
  private advertised({ pdu, crc }: AirPacket): void {
    const [header = 0] = pdu;
    if ((header & 0x0f) !== 5 || pdu.length !== 36) return;
    if (crc !== undefined && crc24(pdu, 0x555555) !== crc) {
      this.damaged++;
      return;
    }
    const accessAddress = pdu.readUInt32LE(14);
    const followed = this.follow(accessAddress);
    const { central, peripheral } = followed.link;
    central.address = addressText(pdu.subarray(2, 8));
    peripheral.address = addressText(pdu.subarray(8, 14));
    central.addressType = header & 0x40 ? 1 : 0;
    peripheral.addressType = header & 0x80 ? 1 : 0;
    followed.link.startSeen = true;
    this.list(followed);
    followed.crcInit = pdu.readUIntLE(18, 3);
  }

  private follow(accessAddress: number): Followed {
    const link = new Link('le');
    const followed = {
      link,
      listed: false,
      at: 0,
      airtime: 0,
      guess: false,
      inTurn: false,
      crcInit: undefined,
      request: undefined,
      response: undefined,
      last: { central: '', peripheral: '' },
    };
    if (this.followed.size >= mostLinks) this.followed.delete(this.followed.keys().next().value ?? 0);
    this.followed.set(accessAddress, followed);
    return followed;
  }

  private data(packet: AirPacket): void {
    const { pdu, accessAddress, crc } = packet;
    const followed = this.followed.get(accessAddress) ?? this.follow(accessAddress);
    if (crc !== undefined && followed.crcInit !== undefined && crc24(pdu, followed.crcInit) !== crc) {
      this.damaged++;
      return;
    }
    guess(followed, packet);
    if (repeated(followed, packet) || pdu.length <= 2) return;
    this.carry(followed, packet);
    const { smp, log, encrypted } = followed.link;
    if (encrypted || smp.length > 0 || log.uses.size > 0) this.list(followed);
  }

  // Noise gives access addresses that nobody uses; a connection is what was made or carried something.
  private list(followed: Followed): void {
    if (followed.listed) return;
    if (this.links.length >= mostLinks) throw new DamagedCapture(`more than ${mostLinks} connections`);
    followed.listed = true;
    this.links.push(followed.link);
  }

  private carry(followed: Followed, { pdu, fromCentral, opened }: AirPacket): void {
    const { link } = followed;
    const [header = 0] = pdu;
    const kind = header & 3;
    const payload = pdu.subarray(2);
    if (kind === 3 && startsUnseen(followed, payload)) begin(followed);
    if (link.encrypted && !opened) {
      link.encryptedPackets++;
      keep(link, { header, payload, fromCentral });
      return;
    }
    if (kind === 3) controlled(followed, payload);
    else {
      if (link.encrypted) link.encryptedPackets++;
      else link.plainPackets++;
      link.fragment(payload, { first: kind === 2, fromCentral, guess: followed.guess });
    }
  }
}

// Within an event both sides take turns after 150 µs; events are at least 7.5 ms apart (Vol 6 Part B, 4.1.1, 4.5.1). Who
// comes later than his turn and before the next event comes after one that the sniffer missed.
function guess(followed: Followed, { microseconds, fromCentral, pdu }: AirPacket): void {
  const gap = microseconds - followed.at;
  followed.inTurn = gap <= followed.airtime + turn;
  followed.guess = fromCentral ?? (gap > longestTurn || followed.inTurn !== followed.guess);
  followed.at = microseconds;
  followed.airtime = 8 * (pdu.length + aroundPdu);
}

// A packet that was not acknowledged comes again with the same sequence number (Vol 6 Part B, 4.5.9). Whatever its side
// says in between, be it nothing, has the other number, and makes the same octets a packet of its own. Where nobody tells
// the side, whoever begins an event may be either, since the sniffer may have missed the first.
function repeated({ last, guess: isCentral, inTurn }: Followed, { pdu, fromCentral }: AirPacket): boolean {
  const name = `${(pdu[0] ?? 0) & 0x0b} ${pdu.toString('latin1', 2)}`;
  const [own, other] = isCentral ? (['central', 'peripheral'] as const) : (['peripheral', 'central'] as const);
  const before = last[own];
  last[own] = name;
  return before === name || (fromCentral === undefined && !inTurn && last[other] === name);
}

// The sniffer may have missed LL_START_ENC_REQ: no control PDU in the clear has five octets after both sides agreed.
const startsUnseen = ({ link, request, response }: Followed, payload: Buffer): boolean =>
  !link.encrypted &&
  request !== undefined &&
  response !== undefined &&
  payload.length === 5 &&
  (payload[0] ?? 0) > 0x2f;

function keep(link: Link, packet: SealedPacket): void {
  const sealed = link.encryptions.at(-1)?.sealed;
  if (sealed !== undefined && sealed.length < mostSealed)
    sealed.push({ ...packet, payload: Buffer.from(packet.payload) });
}

function controlled(followed: Followed, payload: Buffer): void {
  const [opcode] = payload;
  if (opcode === control.encReq && payload.length === 23) followed.request = Buffer.from(payload);
  else if (opcode === control.encRsp && payload.length === 13) followed.response = Buffer.from(payload);
  else if (opcode === control.startEncReq && payload.length === 1) begin(followed);
  else if (opcode === control.rejectInd || opcode === control.rejectExt) forget(followed);
  else if (opcode === control.pauseEncRsp) {
    followed.link.encrypted = false;
    forget(followed);
  }
}

// SKD and IV: the central's half first, as on the air (2.4.2.4, 2.4.2.5).
function begin({ link, request, response }: Followed): void {
  const material =
    request && response
      ? {
          skd: Buffer.concat([request.subarray(11, 19), response.subarray(1, 9)]),
          iv: Buffer.concat([request.subarray(19, 23), response.subarray(9, 13)]),
        }
      : undefined;
  link.encrypt(material);
}

function forget(followed: Followed): void {
  followed.request = undefined;
  followed.response = undefined;
}
