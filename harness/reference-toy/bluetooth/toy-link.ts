import type { LeHost, LeLink } from '../../probes/shared/bluetooth/low-energy.ts';
import { answerSignals } from '../../probes/shared/bluetooth/answer-signals.ts';
import { addressText } from '../../probes/shared/bluetooth/smp-analysis.ts';
import { smp } from '../../probes/shared/bluetooth/smp-pdu.ts';
import { PairingEnded, SmpSession } from '../../probes/shared/bluetooth/smp-session.ts';
import { AttributeServer } from './attribute-server.ts';
import type { ToyAttribute } from './toy-attributes.ts';
import type { Opens } from './manners.ts';
import type { Peripheral } from './peripheral.ts';
import { giveKeys, respond, type ToyBond } from './smp-responder.ts';

const aDay = 86_400_000;

/** One link of the bear: its attributes, its security, and the pairing on it. */
export class ToyLink {
  readonly link: LeLink;
  readonly server: AttributeServer;
  readonly #toy: Peripheral;
  readonly #host: LeHost;
  /** The terms under which it is encrypted. */
  #secured: ToyBond | undefined;
  #pending: ToyBond | undefined;

  constructor({ toy, host, link }: { readonly toy: Peripheral; readonly host: LeHost; readonly link: LeLink }) {
    this.link = link;
    this.#toy = toy;
    this.#host = host;
    this.server = new AttributeServer(link.link, {
      attributes: toy.attributes,
      allows: (opens) => this.#allows(opens),
      wrote: (attribute, value, allowed) => this.#wrote(attribute, value, allowed),
      signed: (pdu, opens) => this.#signed(pdu, opens),
      obeysBeforeRefusing: toy.manners.obeysBeforeRefusing,
      malformed: () => {
        if (toy.manners.stopsAtMalformed) toy.fall();
      },
    });
    // The bear needs none.
    answerSignals(link.link);
    void this.#answerPairings();
  }

  /** Whether its own security opens this. */
  opens(what: Opens): boolean {
    if (what === 'anybody') return true;
    return this.#secured !== undefined && opensUnder(this.#secured, what);
  }

  /** The key by which the central wants the link encrypted (Bluetooth Core, Vol 3 Part H 2.4.4). */
  keyFor(ediv: number, rand: Buffer): Buffer | undefined {
    const known = this.#pending ?? this.#toy.door.bonds.get(addressText(this.link.peer.address));
    if (known?.ediv !== ediv || !known.rand.equals(rand)) return undefined;
    // At the event itself: what the central asks next may lie in the same octets.
    void this.#host.encryptionOf(this.link.link, 5000, (status) => {
      if (status !== 0) return;
      this.#secured = known;
      this.#toy.lastOwner = this;
    });
    return known.key;
  }

  #allows(what: Opens): boolean {
    const { manners, lastOwner } = this.#toy;
    return this.opens(what) || (manners.trusts === 'last-owner' && lastOwner?.opens(what) === true);
  }

  // A signature opens what the pairing opens in which its key was given.
  #signed(pdu: Buffer, opens: Opens): boolean {
    const { door, manners } = this.#toy;
    if (manners.signedWrites !== 'verified') return manners.signedWrites === 'unverified' && opens !== 'nobody';
    const peer = addressText(this.link.peer.address);
    const bond = door.bonds.get(peer);
    return bond !== undefined && opensUnder(bond, opens) && door.signed(peer, pdu);
  }

  #wrote({ characteristic, isSubscription }: ToyAttribute, value: Buffer, allowed: boolean): void {
    if (characteristic?.startsUpdate !== true || isSubscription || value[0] !== 1) return;
    if (allowed || this.#toy.manners.loaderOpensTo === 'anybody') setImmediate(() => this.#toy.load());
  }

  async #answerPairings(): Promise<void> {
    const session = new SmpSession(this.link.link);
    while (this.link.link.ended === undefined) {
      const request = await session.next(aDay);
      if (request?.[0] === smp.signingInformation) this.#takeSigningKey(request.subarray(1));
      if (request?.[0] !== smp.pairingRequest) continue;
      try {
        await this.#pair(request, session);
      } catch (error) {
        if (!(error instanceof PairingEnded)) throw error;
      }
    }
  }

  #takeSigningKey(key: Buffer): void {
    const peer = addressText(this.link.peer.address);
    if (this.#secured !== undefined && this.#toy.door.bonds.has(peer))
      this.#toy.door.signing.set(peer, { key: Buffer.from(key), next: 0 });
  }

  async #pair(request: Buffer, session: SmpSession): Promise<void> {
    const { door } = this.#toy;
    const peer = addressText(this.link.peer.address);
    const entry = { wasOpen: false };
    try {
      await respond(request, {
        link: this.link,
        session,
        manners: this.#toy.manners.pairing,
        keys: [this.#toy.manners.signedWrites === 'verified' ? 0x05 : 0x01, 0x03],
        refusal: (terms) => {
          const reason = door.refusal(peer, terms);
          entry.wasOpen = reason === undefined;
          return reason;
        },
        passkey: () => (door.passkey = this.#toy.drawPasskey()),
        compare: (number) => door.compare(number),
        keep: (bond) => {
          this.#pending = bond;
        },
      });
      const status = await this.#host.encryptionOf(this.link.link, 10_000);
      if (status === 0 && this.#pending !== undefined) this.#bond(peer, this.#pending, session);
    } finally {
      this.#pending = undefined;
      if (entry.wasOpen) door.tried();
    }
  }

  #bond(peer: string, bond: ToyBond, session: SmpSession): void {
    const kept = giveKeys(session, bond, this.#toy.identity);
    if (bond.theirs.bonding) this.#toy.door.bond(peer, kept);
  }
}

function opensUnder({ method, secure }: ToyBond, what: Opens): boolean {
  if (what === 'nobody') return false;
  return what !== 'authenticated' || (secure && method !== 'just-works');
}
