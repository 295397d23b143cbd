import type { LeHost, LeLink, LinkKey } from './low-energy.ts';
import { c1, f4, f5, reversed, s1, type ConfirmInput } from './smp-crypto.ts';
import { featuresOf, isKeySize, methodOf, smp, type PairingFeatures, type PairingMethod } from './smp-pdu.ts';
import {
  f6,
  failure,
  featuresPdu,
  freshKeyPair,
  g2,
  nonce,
  PairingEnded,
  shortened,
  SmpSession,
  tagged,
  temporaryKey,
  xOf,
  type Features,
} from './smp-session.ts';

/** How a central pairs: what it says of itself, and what it does when a number is asked for. */
export interface PairingWishes extends Features {
  /** The passkey that is typed in; asked for once, when the toy may show it. Undefined gives up. */
  readonly passkey?: () => Promise<number | undefined>;
  /** Under which it will sign writes over links without encryption, as on the air; it signs none where absent. */
  readonly signingKey?: Buffer;
  /** Whether a person would say that both numbers are equal; always where absent. */
  readonly confirm?: (number: number) => Promise<boolean>;
}

/** What a pairing left behind. */
export interface Bond {
  readonly key: LinkKey;
  readonly secureConnections: boolean;
  readonly method: PairingMethod;
  readonly keySize: number;
}

/** How a pairing ended; `reason` is that of Pairing Failed, or an HCI error code. */
export type PairingResult =
  | { readonly outcome: 'paired'; readonly bond: Bond }
  | {
      readonly outcome: 'refused' | 'given-up' | 'no-answer' | 'disconnected' | 'not-encrypted';
      readonly reason: number;
    };

const outcomes = { peer: 'refused', self: 'given-up', silence: 'no-answer', link: 'disconnected' } as const;
/** Encryption key and identity key of each side (Vol 3 Part H 3.6.1). */
const keysWished = 0x03;
const signing = 0x04;
const zero = { ediv: 0, rand: Buffer.alloc(8) } as const;

/** Pairs as the central of a link, and encrypts it (Bluetooth Core, Vol 3 Part H 2.3). Never throws for what the toy does. */
export async function initiatePairing(host: LeHost, link: LeLink, wishes: PairingWishes): Promise<PairingResult> {
  const session = new SmpSession(link.link);
  try {
    const dialogue = new Dialogue(session, link, wishes);
    const agreed = await dialogue.agree();
    const key = agreed.secure ? await dialogue.secureConnections() : await dialogue.legacy();
    const status = await host.encrypt(link, { ltk: reversed(key), ...zero });
    if (status !== 0) return { outcome: 'not-encrypted', reason: status };
    const bond = { method: agreed.method, keySize: agreed.keySize, secureConnections: agreed.secure };
    const kept = await dialogue.exchangeKeys();
    return { outcome: 'paired', bond: { ...bond, key: kept ?? { ltk: reversed(key), ...zero } } };
  } catch (error) {
    if (!(error instanceof PairingEnded)) throw error;
    return { outcome: outcomes[error.by], reason: error.reason };
  } finally {
    session.close();
  }
}

interface Agreed {
  readonly request: Buffer;
  readonly response: Buffer;
  readonly theirs: PairingFeatures;
  readonly secure: boolean;
  readonly method: PairingMethod;
  readonly keySize: number;
}

class Dialogue {
  readonly #session: SmpSession;
  readonly #link: LeLink;
  readonly #wishes: PairingWishes;
  #agreed: Agreed | undefined;

  constructor(session: SmpSession, link: LeLink, wishes: PairingWishes) {
    this.#session = session;
    this.#link = link;
    this.#wishes = wishes;
  }

  get #terms(): Agreed {
    if (this.#agreed === undefined) throw new Error('nothing is agreed yet');
    return this.#agreed;
  }

  async agree(): Promise<Agreed> {
    const keys = this.#wishes.bonding ? keysWished : 0;
    const signs = this.#wishes.signingKey === undefined ? 0 : signing;
    const request = featuresPdu(smp.pairingRequest, this.#wishes, [keys | signs, keys]);
    this.#session.send(smp.pairingRequest, request.subarray(1));
    const answer = await this.#session.expect(smp.pairingResponse);
    const response = Buffer.concat([Buffer.from([smp.pairingResponse]), answer]);
    const [ours, theirs] = [featuresOf(request), featuresOf(response)];
    if (!isKeySize(theirs.keySize)) this.#session.fail(failure.invalidParameters);
    const secure = ours.secureConnections && theirs.secureConnections;
    const keySize = Math.min(ours.keySize, theirs.keySize);
    this.#agreed = { request, response, theirs, secure, keySize, method: methodOf(ours, theirs) };
    return this.#agreed;
  }

  async legacy(): Promise<Buffer> {
    const { method, keySize } = this.#terms;
    const passkey = method === 'passkey' ? await this.#passkey() : 0;
    const [key, own] = [temporaryKey(passkey), nonce()];
    this.#session.send(smp.pairingConfirm, reversed(c1(key, own, this.#confirmInput())));
    const confirm = reversed(await this.#session.expect(smp.pairingConfirm));
    this.#session.send(smp.pairingRandom, reversed(own));
    const theirs = reversed(await this.#session.expect(smp.pairingRandom));
    if (!c1(key, theirs, this.#confirmInput()).equals(confirm)) this.#session.fail(failure.confirmValueFailed);
    return shortened(s1(key, theirs, own), keySize);
  }

  async secureConnections(): Promise<Buffer> {
    const { method, keySize, request, response } = this.#terms;
    const pair = freshKeyPair();
    this.#session.send(smp.publicKey, pair.onAir);
    const other = await this.#session.expect(smp.publicKey);
    const shared = pair.sharedWith(other);
    if (shared === undefined || xOf(other).equals(xOf(pair.onAir))) this.#session.fail(failure.invalidParameters);
    const keys = [xOf(pair.onAir), xOf(other)] as const;
    const passkey = method === 'passkey' ? await this.#passkey() : undefined;
    const [na, nb] = passkey === undefined ? await this.#compare(keys) : await this.#rounds(keys, passkey);
    const [a, b] = [tagged(this.#link.own), tagged(this.#link.peer)];
    const { macKey, ltk } = f5(shared, { nonces: [na, nb], addresses: [a, b] });
    const proof = passkey === undefined ? Buffer.alloc(16) : temporaryKey(passkey);
    this.#session.send(smp.dhKeyCheck, reversed(f6(macKey, [na, nb, proof], [capabilities(request), a, b])));
    const check = reversed(await this.#session.expect(smp.dhKeyCheck));
    if (!f6(macKey, [nb, na, proof], [capabilities(response), b, a]).equals(check))
      this.#session.fail(failure.dhKeyCheckFailed);
    return shortened(ltk, keySize);
  }

  /** What the toy gives to be known by later; undefined where the key of this pairing stays (Vol 3 Part H 3.6.1). */
  async exchangeKeys(): Promise<LinkKey | undefined> {
    const { response, secure } = this.#terms;
    const [, , , , , ours = 0, theirs = 0] = response;
    const gives = theirs & keysWished & (secure ? 0x02 : 0x03);
    let expected = (gives & 1 ? 2 : 0) + (gives & 2 ? 2 : 0);
    let ltk: Buffer | undefined;
    let key: LinkKey | undefined;
    while (expected-- > 0) {
      const pdu = await this.#session.next(2000);
      if (pdu === undefined) break;
      if (pdu[0] === smp.encryptionInformation) ltk = Buffer.from(pdu.subarray(1));
      if (pdu[0] === smp.centralIdentification && ltk !== undefined)
        key = { ltk, ediv: pdu.readUInt16LE(1), rand: Buffer.from(pdu.subarray(3)) };
    }
    if (!secure && ours & 1) {
      this.#session.send(smp.encryptionInformation, nonce());
      this.#session.send(smp.centralIdentification, nonce().subarray(0, 10));
    }
    if (ours & 2) {
      this.#session.send(smp.identityInformation, nonce());
      const { address, type } = this.#link.own;
      this.#session.send(smp.identityAddressInformation, Buffer.from([type === 'public' ? 0 : 1]), address);
    }
    if (ours & signing && this.#wishes.signingKey) this.#session.send(smp.signingInformation, this.#wishes.signingKey);
    return key;
  }

  async #passkey(): Promise<number> {
    const passkey = await this.#wishes.passkey?.();
    return passkey ?? this.#session.fail(failure.passkeyEntryFailed);
  }

  async #compare(keys: readonly [Buffer, Buffer]): Promise<readonly [Buffer, Buffer]> {
    const confirm = reversed(await this.#session.expect(smp.pairingConfirm));
    const na = nonce();
    this.#session.send(smp.pairingRandom, reversed(na));
    const nb = reversed(await this.#session.expect(smp.pairingRandom));
    if (!f4(keys[1], keys[0], { x: nb, z: 0 }).equals(confirm)) this.#session.fail(failure.confirmValueFailed);
    const agrees =
      this.#terms.method !== 'numeric-comparison' || (await this.#wishes.confirm?.(g2(keys, [na, nb]))) !== false;
    if (!agrees) this.#session.fail(failure.numericComparisonFailed);
    return [na, nb];
  }

  // Twenty rounds, each of which commits to one bit of the passkey (2.3.5.6.3).
  async #rounds(keys: readonly [Buffer, Buffer], passkey: number): Promise<readonly [Buffer, Buffer]> {
    let nonces: readonly [Buffer, Buffer] = [nonce(), nonce()];
    for (let round = 0; round < 20; round++) {
      const z = 0x80 | ((passkey >> round) & 1);
      const na = nonce();
      this.#session.send(smp.pairingConfirm, reversed(f4(keys[0], keys[1], { x: na, z })));
      const confirm = reversed(await this.#session.expect(smp.pairingConfirm));
      this.#session.send(smp.pairingRandom, reversed(na));
      const nb = reversed(await this.#session.expect(smp.pairingRandom));
      if (!f4(keys[1], keys[0], { x: nb, z }).equals(confirm)) this.#session.fail(failure.confirmValueFailed);
      nonces = [na, nb];
    }
    return nonces;
  }

  #confirmInput(): ConfirmInput {
    const { request, response } = this.#terms;
    const of = ({ address, type }: LeLink['peer']) => ({ address: reversed(address), type: type === 'public' ? 0 : 1 });
    const [initiator, responder] = [of(this.#link.own), of(this.#link.peer)];
    return { request: reversed(request), response: reversed(response), initiator, responder };
  }
}

/** The three octets of a Pairing Request or Response that f6 takes, the most significant first. */
export const capabilities = (pdu: Buffer): Buffer => reversed(pdu.subarray(1, 4));
