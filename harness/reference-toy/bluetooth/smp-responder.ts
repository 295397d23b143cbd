import { c1, f4, f5, reversed, s1, type ConfirmInput } from '../../probes/shared/bluetooth/smp-crypto.ts';
import {
  featuresOf,
  isKeySize,
  methodOf,
  smp,
  type PairingFeatures,
  type PairingMethod,
} from '../../probes/shared/bluetooth/smp-pdu.ts';
import {
  f6,
  failure,
  featuresPdu,
  freshKeyPair,
  g2,
  nonce,
  shortened,
  tagged,
  temporaryKey,
  xOf,
  type SmpSession,
} from '../../probes/shared/bluetooth/smp-session.ts';
import { word } from '../../probes/shared/bluetooth/att.ts';
import { capabilities } from '../../probes/shared/bluetooth/smp-initiator.ts';
import type { LeLink } from '../../probes/shared/bluetooth/low-energy.ts';
import type { PairingManners } from './manners.ts';

/** What both sides agreed on, before any key is exchanged. */
export interface Terms {
  readonly theirs: PairingFeatures;
  readonly method: PairingMethod;
  readonly secure: boolean;
  readonly keySize: number;
}

/** What a pairing gave the toy. */
export interface ToyBond extends Terms {
  /** The key of this link, as it is on the air; also that of later ones with Secure Connections. */
  readonly key: Buffer;
  /** Under which a central asks for the key of a later link (Vol 3 Part H 2.4.4). */
  readonly ediv: number;
  readonly rand: Buffer;
  /** Keys that the toy owes the central afterwards (3.6.1). */
  readonly gives: number;
}

const underZero = { ediv: 0, rand: Buffer.alloc(8) } as const;

export interface Responding {
  readonly link: LeLink;
  readonly session: SmpSession;
  readonly manners: PairingManners;
  /** Keys that it wants of the central and gives it, by their bits (3.6.1). */
  readonly keys: readonly [taken: number, given: number];
  /** Why the toy refuses these terms; undefined where it takes them. */
  readonly refusal: (terms: Terms) => number | undefined;
  /** The passkey of this pairing, which the toy now shows or speaks. */
  readonly passkey: () => number;
  /** Whether somebody says that this number, which the toy now shows, is the other's. */
  readonly compare: (number: number) => Promise<boolean>;
  /** The host has to know the key before the central asks to encrypt. */
  readonly keep: (bond: ToyBond) => void;
}

/**
 * Answers one Pairing Request (Bluetooth Core, Vol 3 Part H 2.3) up to the key.
 * @throws PairingEnded where either side refuses, or the central goes
 */
export async function respond(request: Buffer, responding: Responding): Promise<ToyBond> {
  const { session, manners, refusal } = responding;
  const theirs = featuresOf(request);
  if (!isKeySize(theirs.keySize)) session.fail(failure.invalidParameters);
  const secure = theirs.secureConnections && manners.secureConnections;
  const ours = featuresOf(featuresPdu(smp.pairingResponse, { ...manners, secureConnections: secure }, [0, 0]));
  const terms: Terms = {
    theirs,
    secure,
    method: methodOf(theirs, ours),
    keySize: Math.min(theirs.keySize, manners.keySize),
  };
  const refused = refusal(terms);
  if (refused !== undefined) session.fail(refused);
  const keys = responding.keys.map((mask, n) => mask & (request[5 + n] ?? 0)) as [number, number];
  const response = featuresPdu(smp.pairingResponse, { ...manners, secureConnections: secure }, keys);
  session.send(smp.pairingResponse, response.subarray(1));
  const dialogue = new Answering(responding, { request, response, terms });
  const key = reversed(secure ? await dialogue.secureConnections() : await dialogue.legacy());
  const bond = { ...terms, ...underZero, key: shortenedOnAir(key, terms.keySize), gives: keys[1] };
  responding.keep(bond);
  return bond;
}

const shortenedOnAir = (key: Buffer, octets: number) => reversed(shortened(reversed(key), octets));

interface Exchange {
  readonly request: Buffer;
  readonly response: Buffer;
  readonly terms: Terms;
}

class Answering {
  readonly #with: Responding;
  readonly #exchange: Exchange;

  constructor(responding: Responding, exchange: Exchange) {
    this.#with = responding;
    this.#exchange = exchange;
  }

  async legacy(): Promise<Buffer> {
    const { session, passkey } = this.#with;
    const key = temporaryKey(this.#exchange.terms.method === 'passkey' ? passkey() : 0);
    const confirm = reversed(await session.expect(smp.pairingConfirm));
    const own = nonce();
    session.send(smp.pairingConfirm, reversed(c1(key, own, this.#confirmInput())));
    const theirs = reversed(await session.expect(smp.pairingRandom));
    if (!c1(key, theirs, this.#confirmInput()).equals(confirm)) session.fail(failure.confirmValueFailed);
    // The central encrypts as soon as it has this.
    const stk = s1(key, own, theirs);
    const { terms } = this.#exchange;
    this.#with.keep({ ...terms, ...underZero, key: shortenedOnAir(reversed(stk), terms.keySize), gives: 0 });
    session.send(smp.pairingRandom, reversed(own));
    return stk;
  }

  async secureConnections(): Promise<Buffer> {
    const { session, link } = this.#with;
    const { request, response, terms } = this.#exchange;
    const pair = freshKeyPair();
    const other = await session.expect(smp.publicKey);
    const shared = pair.sharedWith(other);
    if (shared === undefined) return session.fail(failure.invalidParameters);
    session.send(smp.publicKey, pair.onAir);
    const keys = [xOf(other), xOf(pair.onAir)] as const;
    const passkey = terms.method === 'passkey' ? this.#with.passkey() : undefined;
    const [na, nb] = passkey === undefined ? await this.#compare(keys) : await this.#rounds(keys, passkey);
    const [a, b] = [tagged(link.peer), tagged(link.own)];
    const { macKey, ltk } = f5(shared, { nonces: [na, nb], addresses: [a, b] });
    const proof = passkey === undefined ? Buffer.alloc(16) : temporaryKey(passkey);
    const check = reversed(await session.expect(smp.dhKeyCheck));
    if (!f6(macKey, [na, nb, proof], [capabilities(request), a, b]).equals(check))
      session.fail(failure.dhKeyCheckFailed);
    this.#with.keep({ ...terms, ...underZero, key: shortenedOnAir(reversed(ltk), terms.keySize), gives: 0 });
    session.send(smp.dhKeyCheck, reversed(f6(macKey, [nb, na, proof], [capabilities(response), b, a])));
    return ltk;
  }

  async #compare(keys: readonly [Buffer, Buffer]): Promise<readonly [Buffer, Buffer]> {
    const { session } = this.#with;
    const nb = nonce();
    session.send(smp.pairingConfirm, reversed(f4(keys[1], keys[0], { x: nb, z: 0 })));
    const na = reversed(await session.expect(smp.pairingRandom));
    session.send(smp.pairingRandom, reversed(nb));
    const compares = this.#exchange.terms.method === 'numeric-comparison';
    if (compares && !(await this.#with.compare(g2(keys, [na, nb])))) session.fail(failure.numericComparisonFailed);
    return [na, nb];
  }

  async #rounds(keys: readonly [Buffer, Buffer], passkey: number): Promise<readonly [Buffer, Buffer]> {
    const { session } = this.#with;
    let nonces: readonly [Buffer, Buffer] = [nonce(), nonce()];
    for (let round = 0; round < 20; round++) {
      const z = 0x80 | ((passkey >> round) & 1);
      const confirm = reversed(await session.expect(smp.pairingConfirm));
      const nb = nonce();
      session.send(smp.pairingConfirm, reversed(f4(keys[1], keys[0], { x: nb, z })));
      const na = reversed(await session.expect(smp.pairingRandom));
      if (!f4(keys[0], keys[1], { x: na, z }).equals(confirm)) session.fail(failure.confirmValueFailed);
      session.send(smp.pairingRandom, reversed(nb));
      nonces = [na, nb];
    }
    return nonces;
  }

  #confirmInput(): ConfirmInput {
    const { request, response } = this.#exchange;
    const of = ({ address, type }: LeLink['peer']) => ({ address: reversed(address), type: type === 'public' ? 0 : 1 });
    const [initiator, responder] = [of(this.#with.link.peer), of(this.#with.link.own)];
    return { request: reversed(request), response: reversed(response), initiator, responder };
  }
}

/** Gives the central what it needs later (3.6.1), and returns the bond that is kept. */
export function giveKeys(
  session: SmpSession,
  bond: ToyBond,
  identity: { readonly resolvingKey: Buffer; readonly address: Buffer },
): ToyBond {
  const [ltk, rand] = [nonce(), nonce().subarray(0, 8)];
  const ediv = nonce().readUInt16LE(0);
  const own = !bond.secure && (bond.gives & 1) !== 0;
  if (own) {
    const key = shortenedOnAir(ltk, bond.keySize);
    session.send(smp.encryptionInformation, key);
    session.send(smp.centralIdentification, word(ediv), rand);
  }
  if ((bond.gives & 2) !== 0) {
    session.send(smp.identityInformation, reversed(identity.resolvingKey));
    session.send(smp.identityAddressInformation, Buffer.from([1]), identity.address);
  }
  return own ? { ...bond, key: shortenedOnAir(ltk, bond.keySize), ediv, rand } : bond;
}
