import { analysePairings, type SmpPacket } from '../shared/bluetooth/smp-analysis.ts';
import { AttributeLog } from './attributes.ts';
import { Reassembly } from './reassembly.ts';

/** A device as a capture names it. */
export interface Party {
  /** Colons and capitals; undefined where the capture does not tell. */
  address: string | undefined;
  /** 0 public, 1 random. */
  addressType: number | undefined;
}

/** A stretch of encrypted traffic. */
export interface Encryption {
  /** How many PDUs of the Security Manager came before it. */
  readonly afterSmp: number;
  /** Diversifier and vector of both sides as on the air; undefined where a capture of HCI does not show them. */
  readonly material: { readonly skd: Buffer; readonly iv: Buffer } | undefined;
  /** Sealed packets, the first of them, for a proof by opening. */
  readonly sealed: SealedPacket[];
  opened: number;
}

export interface SealedPacket {
  readonly header: number;
  readonly payload: Buffer;
  readonly fromCentral: boolean | undefined;
}

export interface Fragment {
  /** It begins a PDU. */
  readonly first: boolean;
  /** Undefined where the recording does not tell. */
  readonly fromCentral: boolean | undefined;
  /** What its time makes likely then. */
  readonly guess?: boolean;
}

const mostSmp = 2000;
const securityManager = 6;
const attributes = 4;

/** One connection, whatever layer it was recorded at. */
export class Link {
  readonly transport: 'le' | 'classic';
  readonly central: Party = { address: undefined, addressType: undefined };
  readonly peripheral: Party = { address: undefined, addressType: undefined };
  /** The capture shows how the connection was made. */
  startSeen = false;
  encrypted = false;
  /** Packets that carried something, before and under encryption. */
  plainPackets = 0;
  encryptedPackets = 0;
  /** Octets of the key as a controller told. */
  keySize: number | undefined;
  readonly smp: SmpPacket[] = [];
  readonly encryptions: Encryption[] = [];
  readonly log = new AttributeLog();
  /** Protocols opened over Classic, by PSM. */
  readonly opened = new Map<number, { encrypted: boolean }>();
  private readonly streams = { central: new Reassembly(), peripheral: new Reassembly() };

  constructor(transport: Link['transport']) {
    this.transport = transport;
  }

  /** Encryption begins. */
  encrypt(material: Encryption['material']): void {
    this.encrypted = true;
    if (this.encryptions.length < 100)
      this.encryptions.push({ afterSmp: this.smp.length, material, sealed: [], opened: 0 });
  }

  /** A fragment of L2CAP. */
  fragment(octets: Buffer, { first, fromCentral, guess = true }: Fragment): void {
    const { central, peripheral } = this.streams;
    const [likely, other] = (fromCentral ?? guess) ? [central, peripheral] : [peripheral, central];
    // Where nobody tells the direction, a fragment goes on with what waits for one.
    const elsewhere = fromCentral === undefined && !first && !likely.waits && other.waits;
    const whole = (elsewhere ? other : likely).take(octets, first);
    if (whole !== undefined) this.pdu(whole.channel, whole.payload, fromCentral);
  }

  private pdu(channel: number, payload: Buffer, fromCentral: boolean | undefined): void {
    if (this.transport === 'classic') {
      if (channel === 1) this.signalling(payload);
    } else if (channel === attributes) this.log.take(payload, { fromCentral, encrypted: this.encrypted });
    else if (channel === securityManager && this.smp.length < mostSmp) {
      const from = fromCentral === undefined ? undefined : fromCentral ? 'initiator' : 'responder';
      this.smp.push({ from, pdu: Uint8Array.from(payload) });
    }
  }

  // Connection requests name the protocol (Vol 3 Part A, 4.2); a response with result 0 opens it (4.3).
  private readonly asked = new Map<number, number>();
  private signalling(payload: Buffer): void {
    if (payload.length < 8) return;
    const [code, identifier = 0] = payload;
    if (code === 2 && this.asked.size < 256) this.asked.set(identifier, payload.readUInt16LE(4));
    if (code !== 3 || payload.length < 12) return;
    const psm = this.asked.get(identifier);
    if (psm === undefined || payload.readUInt16LE(8) !== 0) return;
    this.asked.delete(identifier);
    if (this.opened.size < 256 && !this.opened.has(psm)) this.opened.set(psm, { encrypted: this.encrypted });
  }

  pairings() {
    return analysePairings(this.smp);
  }
}
