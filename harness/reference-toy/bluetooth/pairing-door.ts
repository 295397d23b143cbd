import { counterSigned } from '../../probes/shared/bluetooth/signed-write.ts';
import { failure } from '../../probes/shared/bluetooth/smp-session.ts';
import type { Clock } from './clock.ts';
import type { PairingManners } from './manners.ts';
import type { Terms, ToyBond } from './smp-responder.ts';

/** Milliseconds of the bench for which a number is shown. */
const patience = 2000;

/** Decides whom the bear lets pair, and remembers whom it did. */
export class PairingDoor {
  readonly #manners: PairingManners;
  readonly #clock: Clock;
  /** By address of the peer. */
  readonly bonds = new Map<string, ToyBond>();
  /** Under which peers sign writes, and the lowest counter that is not used yet. */
  readonly signing = new Map<string, { readonly key: Buffer; next: number }>();
  /** The number that the bear speaks just now. */
  passkey: number | undefined;
  /** The number that it shows to be compared, and waits with. */
  #shown: { readonly number: number; readonly answer: (same: boolean) => void } | undefined;
  /** By the clock, and not by a timer: this computer may be late with that, and the clock runs fast. */
  #openUntil: number;
  #bondedSincePowerOn = false;

  constructor(manners: PairingManners, clock: Clock) {
    this.#manners = manners;
    this.#clock = clock;
    this.#openUntil = atRest(manners);
  }

  /** Somebody holds both paws. */
  open(): void {
    const { window } = this.#manners;
    this.#openUntil = typeof window === 'number' ? this.#clock.now() + window : Infinity;
  }

  /** Shows a number until a hand says that it is the other's; whether one did. */
  compare(number: number): Promise<boolean> {
    if (this.#manners.confirms === 'by-itself') {
      this.#shown = { number, answer: () => undefined };
      return Promise.resolve(true);
    }
    return new Promise((resolve) => {
      const answer = (same: boolean) => {
        clearTimeout(timer);
        this.#shown = undefined;
        resolve(same);
      };
      const timer = setTimeout(() => answer(false), patience);
      this.#shown = { number, answer };
    });
  }

  /** Somebody compares, and says that this is the number; false where it shows another, or none. */
  confirm(number: number): boolean {
    const same = this.#shown?.number === number;
    this.#shown?.answer(same);
    return same;
  }

  /** The power came. */
  powerOn(): void {
    this.close();
    this.#bondedSincePowerOn = false;
  }

  bond(peer: string, bond: ToyBond): void {
    this.bonds.set(peer, bond);
    this.#bondedSincePowerOn = true;
  }

  /** Whether a signed write is of a peer that is bonded, and was not made before. */
  signed(peer: string, pdu: Buffer): boolean {
    const known = this.signing.get(peer);
    const counter = known && counterSigned(known.key, pdu);
    if (known === undefined || counter === undefined || counter < known.next) return false;
    known.next = counter + 1;
    return true;
  }

  /** When the power goes. */
  close(): void {
    this.#openUntil = atRest(this.#manners);
  }

  /** At the first success, or the first attempt that failed. */
  tried(): void {
    this.close();
    this.passkey = undefined;
    this.#shown = undefined;
  }

  /** The reason for which this peer is refused; undefined where it may pair. */
  refusal(peer: string, terms: Terms): number | undefined {
    if (!this.#lets(peer, terms)) return failure.pairingNotSupported;
    const { keySizeAtLeast, secureOnly, authenticatedOnly } = this.#manners;
    if (terms.keySize < keySizeAtLeast) return failure.encryptionKeySize;
    if (secureOnly && !terms.secure) return failure.authenticationRequirements;
    const simple = terms.method === 'just-works';
    if (authenticatedOnly && simple && !this.#passesWithoutAct(terms) && !this.#replaces(peer))
      return failure.authenticationRequirements;
    return undefined;
  }

  #lets(peer: string, terms: Terms): boolean {
    return this.#clock.now() < this.#openUntil || this.#passesWithoutAct(terms) || this.#replaces(peer);
  }

  #passesWithoutAct({ method }: Terms): boolean {
    return !this.#bondedSincePowerOn && this.#manners.withoutAct.some((allowed) => allowed === method);
  }

  #replaces(peer: string): boolean {
    return this.#manners.ownerMayReplace && this.bonds.has(peer);
  }
}

const atRest = ({ window }: PairingManners): number => (window === 'always' ? Infinity : -Infinity);
