import { createECDH, randomBytes } from 'node:crypto';
import type { Link } from './acl.ts';
import { cmac, reversed } from './smp-crypto.ts';
import type { Peer } from './advertisement.ts';
import { isSmpPdu, ioCapabilities, smp, type IoCapability, type PairingFeatures } from './smp-pdu.ts';

/** The channel of the Security Manager (Bluetooth Core, Vol 3 Part A 2.1). */
export const smpChannel = 0x0006;

/** Reasons of Pairing Failed (Vol 3 Part H 3.5.5). */
export const failure = {
  passkeyEntryFailed: 0x01,
  authenticationRequirements: 0x03,
  confirmValueFailed: 0x04,
  pairingNotSupported: 0x05,
  encryptionKeySize: 0x06,
  unspecified: 0x08,
  repeatedAttempts: 0x09,
  invalidParameters: 0x0a,
  dhKeyCheckFailed: 0x0b,
  numericComparisonFailed: 0x0c,
} as const;

/** Key presses and requests for security that are passed over before one PDU; who types six figures sends some dozen. */
const mostPassedOver = 50;

/** Ends a pairing: refused by one side, or nothing came. */
export class PairingEnded extends Error {
  readonly by: 'self' | 'peer' | 'silence' | 'link';
  readonly reason: number;

  constructor(by: PairingEnded['by'], reason = 0) {
    super(`pairing ended by ${by}, reason ${reason}`);
    this.by = by;
    this.reason = reason;
  }
}

/** What this side tells of itself; the method follows from both. */
export type Features = Pick<PairingFeatures, 'ioCapability' | 'bonding' | 'mitm' | 'secureConnections' | 'keySize'>;

/** A Pairing Request or Response (3.5.1, 3.5.2). */
export function featuresPdu(code: number, features: Features, keys: readonly [initiator: number, responder: number]) {
  const { ioCapability, bonding, mitm, secureConnections, keySize } = features;
  const wishes = (bonding ? 1 : 0) | (mitm ? 4 : 0) | (secureConnections ? 8 : 0);
  const io = (ioCapabilities as readonly IoCapability[]).indexOf(ioCapability);
  return Buffer.from([code, io, 0, wishes, keySize, ...keys]);
}

/** The PDUs of the Security Manager on one link, one after the other. */
export class SmpSession {
  readonly #link: Link;
  readonly #waiting: Buffer[] = [];
  #take: ((pdu: Buffer | undefined) => void) | undefined;
  readonly #listen = (channel: number, payload: Buffer) => {
    if (channel !== smpChannel || !isSmpPdu(payload)) return;
    if (this.#take !== undefined) this.#take(payload);
    else if (this.#waiting.length < 100) this.#waiting.push(payload);
  };

  constructor(link: Link) {
    this.#link = link;
    link.on('frame', this.#listen);
  }

  send(code: number, ...parts: readonly Uint8Array[]): void {
    this.#link.send(smpChannel, Buffer.concat([Buffer.from([code]), ...parts]));
  }

  /** The next PDU, whatever it is; undefined where none came in time or the link ended. */
  next(milliseconds: number): Promise<Buffer | undefined> {
    const ready = this.#waiting.shift();
    if (ready !== undefined || this.#link.ended !== undefined) return Promise.resolve(ready);
    return new Promise((resolve) => {
      const done = (pdu?: Buffer) => {
        clearTimeout(timer);
        this.#take = undefined;
        this.#link.off('end', end);
        resolve(pdu);
      };
      const end = () => done();
      const timer = setTimeout(done, milliseconds);
      this.#link.once('end', end);
      this.#take = done;
    });
  }

  /**
   * The value of the next PDU, which must be of this code.
   * @throws PairingEnded where it is another, or none comes
   */
  async expect(code: number, milliseconds = 10_000): Promise<Buffer> {
    for (let passedOver = 0; passedOver < mostPassedOver; passedOver++) {
      const pdu = await this.next(milliseconds);
      if (pdu === undefined)
        throw new PairingEnded(this.#link.ended === undefined ? 'silence' : 'link', this.#link.ended);
      if (pdu[0] === smp.pairingFailed) throw new PairingEnded('peer', pdu[1]);
      if (pdu[0] === code) return pdu.subarray(1);
      if (pdu[0] !== smp.keypressNotification && pdu[0] !== smp.securityRequest) break;
    }
    return this.fail(failure.unspecified);
  }

  /** Refuses to go on. @throws PairingEnded always */
  fail(reason: number): never {
    this.send(smp.pairingFailed, Buffer.from([reason]));
    throw new PairingEnded('self', reason);
  }

  close(): void {
    this.#link.off('frame', this.#listen);
  }
}

/** A key pair of P-256 for one pairing, X and Y as they are on the air. */
export interface KeyPair {
  readonly onAir: Buffer;
  /** The shared secret, most significant octet first; undefined where the other's key is no point of the curve. */
  readonly sharedWith: (other: Uint8Array) => Buffer | undefined;
}

export function freshKeyPair(): KeyPair {
  const curve = createECDH('prime256v1');
  const point = curve.generateKeys();
  return {
    onAir: Buffer.concat([reversed(point.subarray(1, 33)), reversed(point.subarray(33))]),
    sharedWith: (other) => {
      const [x, y] = [reversed(other.subarray(0, 32)), reversed(other.subarray(32))];
      try {
        return curve.computeSecret(Buffer.concat([Buffer.from([4]), x, y]));
      } catch {
        return undefined;
      }
    },
  };
}

/** X of a public key, most significant octet first. */
export const xOf = (onAir: Uint8Array): Buffer => reversed(onAir.subarray(0, 32));

/** The check value of Secure Connections (2.2.8). */
export const f6 = (
  key: Uint8Array,
  nonces: readonly [Uint8Array, Uint8Array, Uint8Array],
  [capabilities, ...addresses]: readonly [Uint8Array, Uint8Array, Uint8Array],
): Buffer => cmac(key, Buffer.concat([...nonces, capabilities, ...addresses]));

/** The number of six figures that both show (2.2.9). */
export const g2 = (keys: readonly [Uint8Array, Uint8Array], nonces: readonly [Uint8Array, Uint8Array]): number =>
  cmac(nonces[0], Buffer.concat([...keys, nonces[1]])).readUInt32BE(12) % 1_000_000;

/** An address with its type in front, most significant octet first, as f5 and f6 take it. */
export const tagged = ({ address, type }: Peer): Buffer =>
  Buffer.concat([Buffer.from([type === 'public' ? 0 : 1]), reversed(address)]);

/** The key as far as it is used: its upper octets are zero (2.3.4). */
export const shortened = (key: Buffer, octets: number): Buffer =>
  Buffer.from(key).fill(0, 0, 16 - Math.min(16, Math.max(1, octets)));

/** A number of sixteen octets that nobody can guess. */
export const nonce = (): Buffer => randomBytes(16);

/** The temporary key of legacy pairing: zero, or the passkey (2.3.5.2, 2.3.5.3). */
export function temporaryKey(passkey: number): Buffer {
  const key = Buffer.alloc(16);
  key.writeUInt32BE(passkey, 12);
  return key;
}
