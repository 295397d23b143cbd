import { f4, reversed } from './smp-crypto.ts';
import {
  failureName,
  featuresOf,
  isSmpPdu,
  methodOf,
  smp,
  wishesOf,
  type PairingFeatures,
  type PairingMethod,
} from './smp-pdu.ts';

export type Side = 'initiator' | 'responder';

/** One PDU of the Security Manager as it was exchanged; the central is the initiator. */
export interface SmpPacket {
  /** Undefined where a recording does not tell. */
  readonly from: Side | undefined;
  readonly pdu: Uint8Array;
}

/** What one attempt to pair showed, read from the exchange alone. */
export interface PairingExchange {
  /** Place of its first PDU among the packets given. */
  readonly firstPacket: number;
  /** Wishes of the responder's Security Request before it. */
  readonly asked:
    { readonly bonding: boolean; readonly mitm: boolean; readonly secureConnections: boolean } | undefined;
  readonly request: PairingFeatures | undefined;
  readonly response: PairingFeatures | undefined;
  readonly protocol: 'legacy' | 'secure-connections' | undefined;
  /** By the features of both; `passkey` also where the exchange has the rounds of passkey entry. */
  readonly method: PairingMethod | undefined;
  /** Octets of the key that both take: the smaller of the two (2.3.4). */
  readonly keySize: number | undefined;
  /** `keys`: both sides proved the same key to each other, so that both hold it. */
  readonly outcome: 'keys' | 'failed' | 'unfinished';
  readonly failure: string | undefined;
  /** Who sent Pairing Failed; undefined where nobody did, or a recording does not tell. */
  readonly failedBy: Side | undefined;
  /** The passkey that the nonces of Secure Connections give away (2.3.5.6.3). */
  readonly passkey: number | undefined;
  /** Sides that used the published debug key (2.3.5.6.1), with which anybody can work the key out. */
  readonly debugKeys: readonly Side[];
  /** Identity addresses that were handed over, colons and capitals. */
  readonly identities: readonly string[];
  /** What the exchange was made of, for proofs. */
  readonly parts: PairingParts;
}

/** The values of an exchange as they were on the air, the least significant octet first. */
export interface PairingParts {
  readonly request: Uint8Array | undefined;
  readonly response: Uint8Array | undefined;
  readonly confirms: Readonly<Record<Side, readonly Uint8Array[]>>;
  readonly randoms: Readonly<Record<Side, readonly Uint8Array[]>>;
  readonly publicKeys: Readonly<Record<Side, Uint8Array | undefined>>;
}

const mostPackets = 400;

/** Every attempt to pair on one link, in order. What is no PDU of the protocol is passed over. */
export function analysePairings(packets: Iterable<SmpPacket>): readonly PairingExchange[] {
  const gathered: Gathered[] = [];
  let asked: PairingExchange['asked'];
  let place = -1;
  for (const packet of packets) {
    place++;
    const [code, second = 0] = packet.pdu;
    if (!isSmpPdu(packet.pdu)) continue;
    if (code === smp.securityRequest) {
      asked = wishesOf(second);
      continue;
    }
    const last = gathered.at(-1);
    if (code === smp.pairingRequest || last === undefined || (code === smp.pairingResponse && last.response)) {
      gathered.push({ firstPacket: place, asked, ...nothing() });
      asked = undefined;
    }
    const current = gathered.at(-1);
    if (current !== undefined) take(current, packet);
  }
  return gathered.map(readExchange);
}

interface Gathered {
  readonly firstPacket: number;
  asked: PairingExchange['asked'];
  request: Uint8Array | undefined;
  response: Uint8Array | undefined;
  failure: number | undefined;
  failedBy: Side | undefined;
  packets: number;
  confirms: Record<Side, Uint8Array[]>;
  randoms: Record<Side, Uint8Array[]>;
  checks: Record<Side, Uint8Array[]>;
  publicKeys: Record<Side, Uint8Array | undefined>;
  identities: string[];
}

const nothing = (): Omit<Gathered, 'asked' | 'firstPacket'> => ({
  request: undefined,
  response: undefined,
  failure: undefined,
  failedBy: undefined,
  packets: 0,
  confirms: { initiator: [], responder: [] },
  randoms: { initiator: [], responder: [] },
  checks: { initiator: [], responder: [] },
  publicKeys: { initiator: undefined, responder: undefined },
  identities: [],
});

function take(into: Gathered, { from, pdu }: SmpPacket): void {
  if (into.packets++ >= mostPackets) return;
  const value = Uint8Array.from(pdu.subarray(1));
  switch (pdu[0]) {
    case smp.pairingRequest:
      into.request = Uint8Array.from(pdu);
      break;
    case smp.pairingResponse:
      into.response = Uint8Array.from(pdu);
      break;
    case smp.pairingConfirm:
      into.confirms[from ?? confirmedBy(into)].push(value);
      break;
    case smp.pairingRandom:
      into.randoms[from ?? turn(into.randoms)].push(value);
      break;
    case smp.dhKeyCheck:
      into.checks[from ?? turn(into.checks)].push(value);
      break;
    case smp.publicKey:
      into.publicKeys[from ?? (into.publicKeys.initiator ? 'responder' : 'initiator')] = value;
      break;
    case smp.identityAddressInformation:
      into.identities.push(addressText(value.subarray(1)));
      break;
    case smp.pairingFailed:
      if (into.failure !== undefined) break;
      into.failure = pdu[1];
      into.failedBy = from;
  }
}

// Both sides take turns, the initiator first.
const turn = (of: Record<Side, readonly unknown[]>): Side =>
  of.initiator.length > of.responder.length ? 'responder' : 'initiator';

// In Secure Connections with Just Works or numbers to compare, the responder alone commits itself (2.3.5.6.2).
const confirmedBy = (into: Gathered): Side =>
  into.publicKeys.initiator && !rounds(into) ? 'responder' : turn(into.confirms);

function rounds({ request, response }: Gathered): boolean {
  return (
    request !== undefined && response !== undefined && methodOf(featuresOf(request), featuresOf(response)) === 'passkey'
  );
}

/** Six octets as they are on the air, written as people write an address. */
export const addressText = (octets: Uint8Array): string =>
  [...octets.subarray(0, 6)]
    .reverse()
    .map((octet) => octet.toString(16).padStart(2, '0').toUpperCase())
    .join(':');

function readExchange(gathered: Gathered): PairingExchange {
  const { firstPacket, asked, failure, failedBy, publicKeys, identities, confirms, randoms } = gathered;
  const [request, response] = [gathered.request, gathered.response].map((pdu) => pdu && featuresOf(pdu));
  const bySign = publicKeys.initiator ?? publicKeys.responder;
  const both = request && response && { request, response };
  const parts = { request: gathered.request, response: gathered.response, confirms, randoms, publicKeys };
  return {
    ...{ firstPacket, asked, request, response, identities, parts },
    protocol: bySign ? 'secure-connections' : both && protocolOf(both.request, both.response),
    method: confirms.initiator.length > 1 ? 'passkey' : both && methodOf(both.request, both.response),
    keySize: both && Math.min(both.request.keySize, both.response.keySize),
    outcome: failure !== undefined ? 'failed' : agreed(gathered) ? 'keys' : 'unfinished',
    failure: failure === undefined ? undefined : failureName(failure),
    failedBy,
    passkey: passkeyOf(parts),
    debugKeys: (['initiator', 'responder'] as const).filter((side) => isDebugKey(publicKeys[side])),
  };
}

const protocolOf = (request: PairingFeatures, response: PairingFeatures) =>
  request.secureConnections && response.secureConnections ? 'secure-connections' : 'legacy';

/** Each side has shown the other that it holds the same key. */
function agreed({ publicKeys, checks, randoms }: Gathered): boolean {
  const shown = publicKeys.initiator ? checks : randoms;
  return shown.initiator.length > 0 && shown.responder.length > 0;
}

// X of the debug key, the least significant octet first as on the air (2.3.5.6.1).
const debugX = reversed(Buffer.from('20b003d2f297be2c5e2c83a7e9f9a5b9eff49111acf4fddbcc0301480e359de6', 'hex'));
const isDebugKey = (key: Uint8Array | undefined) => key !== undefined && debugX.equals(key.subarray(0, 32));

const bits = 20;

/** Each of twenty rounds commits to one bit, and then opens the commitment: who listened reads the passkey. */
function passkeyOf({ publicKeys, confirms, randoms }: PairingParts): number | undefined {
  const [a, b] = [publicKeys.initiator, publicKeys.responder].map((key) => key && reversed(key.subarray(0, 32)));
  const committed = Math.max(confirms.initiator.length, confirms.responder.length);
  if (a === undefined || b === undefined || committed < bits) return undefined;
  let passkey = 0;
  for (let round = 0; round < bits; round++) {
    const of = (side: Side) => ({ confirm: confirms[side][round], random: randoms[side][round] });
    const bit = bitOf(of('initiator'), [a, b]) ?? bitOf(of('responder'), [b, a]);
    if (bit === undefined) return undefined;
    passkey += bit << round;
  }
  return passkey < 1_000_000 ? passkey : undefined;
}

function bitOf(
  { confirm, random }: { readonly confirm: Uint8Array | undefined; readonly random: Uint8Array | undefined },
  [u, v]: readonly [Uint8Array, Uint8Array],
): 0 | 1 | undefined {
  if (confirm === undefined || random === undefined) return undefined;
  const wanted = reversed(confirm);
  const gives = (bit: number) => f4(u, v, { x: reversed(random), z: 0x80 | bit }).equals(wanted);
  return gives(0) ? 0 : gives(1) ? 1 : undefined;
}
