import { addressText } from '../smp-analysis.ts';
import { ioCapabilities, type IoCapability, type PairingMethod } from '../smp-pdu.ts';

/** What one side of Secure Simple Pairing says of itself (Vol 4 Part E, 7.1.29). */
export interface ClassicFeatures {
  readonly ioCapability: IoCapability;
  readonly oob: boolean;
  readonly bonding: boolean;
  readonly mitm: boolean;
}

/** One pairing over Bluetooth Classic, as commands and events between a host and its controller tell it. */
export interface ClassicPairing {
  /** Of the other device. */
  readonly address: string;
  protocol: 'pin' | 'simple-pairing' | 'secure-connections' | undefined;
  method: PairingMethod | 'pin' | undefined;
  /** The recording host, and the other device. */
  local: ClassicFeatures | undefined;
  remote: ClassicFeatures | undefined;
  /** The PIN that the recording host gave. */
  pin: string | undefined;
  outcome: 'keys' | 'failed' | 'unfinished';
  failure: string | undefined;
}

const mostPairings = 1000;

/** Gathers pairings over Classic by the address of the other device. */
export class ClassicPairings {
  readonly found: ClassicPairing[] = [];
  private readonly current = new Map<string, ClassicPairing>();

  command(opcode: number, body: Buffer): void {
    if (body.length < 6) return;
    if (opcode === 0x042b && body.length >= 9) this.of(body).local = featuresOf(body);
    if (opcode === 0x040d && body.length >= 8) {
      const pairing = this.of(body);
      pairing.protocol = 'pin';
      pairing.method = 'pin';
      pairing.pin = body.toString('latin1', 7, 7 + Math.min(16, body[6] ?? 0));
    }
  }

  event(code: number, body: Buffer): void {
    if (code === 0x32 && body.length >= 9) this.of(body).remote = featuresOf(body);
    else if (code === 0x33 && body.length >= 10) this.of(body).method ??= 'numeric-comparison';
    else if ((code === 0x34 || code === 0x3b) && body.length >= 6) this.of(body).method = 'passkey';
    else if (code === 0x35 && body.length >= 6) this.of(body).method = 'out-of-band';
    else if (code === 0x36 && body.length >= 7) this.completed(body);
    else if (code === 0x18 && body.length >= 23) this.key(body);
  }

  private of(body: Buffer): ClassicPairing {
    const address = addressText(body);
    const known = this.current.get(address);
    if (known !== undefined) return known;
    const none = { local: undefined, remote: undefined, pin: undefined, failure: undefined };
    const fresh: ClassicPairing = { address, protocol: undefined, method: undefined, ...none, outcome: 'unfinished' };
    if (this.found.length < mostPairings) this.found.push(fresh);
    this.current.set(address, fresh);
    return fresh;
  }

  // Simple Pairing Complete (7.7.45).
  private completed(body: Buffer): void {
    const status = body[0] ?? 0;
    const pairing = this.of(body.subarray(1));
    pairing.protocol ??= 'simple-pairing';
    if (status === 0) return;
    pairing.outcome = 'failed';
    pairing.failure = `status ${status}`;
    this.current.delete(pairing.address);
  }

  // Link Key Notification (7.7.24) tells by the type of the key how it was agreed.
  private key(body: Buffer): void {
    const pairing = this.of(body);
    const type = body[22] ?? 0;
    if (type === 0) pairing.protocol = pairing.method = 'pin';
    if (type === 4 || type === 5) pairing.protocol = 'simple-pairing';
    if (type === 7 || type === 8) pairing.protocol = 'secure-connections';
    if (type === 4 || type === 7) pairing.method = 'just-works';
    pairing.outcome = 'keys';
    this.current.delete(pairing.address);
  }
}

function featuresOf(body: Buffer): ClassicFeatures {
  const [io = 0, oob = 0, authentication = 0] = body.subarray(6);
  return {
    ioCapability: ioCapabilities[io] ?? 'reserved',
    oob: oob !== 0,
    bonding: authentication >= 2,
    mitm: (authentication & 1) !== 0,
  };
}
