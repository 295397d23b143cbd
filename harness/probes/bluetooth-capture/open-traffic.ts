import { debugLongTermKey, provePasskey, shortTermKey, type Parties } from '../shared/bluetooth/smp-keys.ts';
import type { PairingExchange } from '../shared/bluetooth/smp-analysis.ts';
import { opener, reversed, type Sealed } from '../shared/bluetooth/smp-crypto.ts';
import { smp } from '../shared/bluetooth/smp-pdu.ts';
import type { Encryption, Link, Party, SealedPacket } from './link.ts';

/** What a listener works out of a pairing. */
export interface Worked {
  readonly exchange: PairingExchange;
  /** The temporary key of legacy pairing, or the passkey of Secure Connections. */
  readonly passkey: number | undefined;
  readonly provedBy: 'confirm-value' | 'nonces' | undefined;
  /** Encryption began between this pairing and the next. */
  readonly encryptedAfter: boolean;
  /** Packets of that encryption that the recomputed key opened. */
  readonly opened: number;
}

const mostSteps = 12;
const mostKeys = 64;

/**
 * Works out what the pairings of a link give away, and opens the encrypted packets with it. Long term keys that come out
 * are added to `keys`, because they open later connections.
 */
export async function workOut(link: Link, keys: Buffer[], signal: AbortSignal): Promise<readonly Worked[]> {
  const pairings = link.pairings();
  const worked: Worked[] = [];
  for (const [at, exchange] of pairings.entries()) {
    signal.throwIfAborted();
    const next = pairings[at + 1]?.firstPacket ?? Infinity;
    const encryptions = link.encryptions.filter(({ afterSmp }) => afterSmp > exchange.firstPacket && afterSmp <= next);
    const { key, ...found } = await keyOf(exchange, link, signal);
    if (key !== undefined) remember(keys, key);
    for (const encryption of encryptions) openAll(link, encryption, keys);
    const opened = encryptions.reduce((sum, each) => sum + each.opened, 0);
    worked.push({ exchange, ...found, encryptedAfter: encryptions.length > 0, opened });
  }
  for (const encryption of link.encryptions) if (encryption.opened === 0) openAll(link, encryption, keys);
  return worked;
}

async function keyOf(exchange: PairingExchange, link: Link, signal: AbortSignal) {
  if (exchange.protocol !== 'legacy') {
    const parties = partiesOf(link)[0];
    const key = parties && debugLongTermKey(exchange, parties);
    const { passkey } = exchange;
    return { passkey, provedBy: passkey === undefined ? undefined : ('nonces' as const), key };
  }
  for (const parties of partiesOf(link)) {
    const passkey = await provePasskey(exchange, parties, signal);
    if (passkey === undefined) continue;
    return { passkey, provedBy: 'confirm-value' as const, key: shortTermKey(exchange, passkey) };
  }
  return { passkey: undefined, provedBy: undefined, key: undefined };
}

/** The addresses of both; a recording of HCI may leave the type of its own address open. */
function partiesOf({ central, peripheral }: Link): readonly Parties[] {
  const party = ({ address, addressType }: Party) =>
    address === undefined
      ? undefined
      : { address: reversed(Buffer.from(address.replaceAll(':', ''), 'hex')), type: addressType ?? 0 };
  const [initiator, responder] = [party(central), party(peripheral)];
  return initiator && responder ? [{ initiator, responder }] : [];
}

function remember(keys: Buffer[], key: Buffer): void {
  if (keys.length < mostKeys && !keys.some((known) => known.equals(key))) keys.push(key);
}

function openAll(link: Link, encryption: Encryption, keys: Buffer[]): void {
  const { material, sealed } = encryption;
  if (material === undefined || sealed.length === 0) return;
  for (const key of keys) {
    const open = opener(key, material);
    const counters = new Map([
      [true, 0],
      [false, 0],
    ]);
    for (const packet of sealed) {
      const clear = openOne(open, packet, counters);
      if (clear !== undefined) {
        encryption.opened++;
        carry(link, packet, clear);
      }
    }
    if (encryption.opened > 0) break;
  }
  for (const key of distributed(link)) remember(keys, key);
}

/** Packets are lost on the way to a sniffer, so a few counters are tried, in both directions where it is not told. */
function openOne(
  open: (sealed: Sealed) => Buffer | undefined,
  { header, payload, fromCentral }: SealedPacket,
  counters: Map<boolean, number>,
): { readonly text: Buffer; readonly fromCentral: boolean } | undefined {
  if (payload.length < 5) return undefined;
  for (const direction of fromCentral === undefined ? [true, false] : [fromCentral]) {
    const from = counters.get(direction) ?? 0;
    for (let counter = from; counter < from + mostSteps; counter++) {
      const text = open({ header, payload, fromCentral: direction, counter });
      if (text === undefined) continue;
      counters.set(direction, counter + 1);
      return { text, fromCentral: direction };
    }
  }
  return undefined;
}

function carry(
  link: Link,
  { header }: SealedPacket,
  { text, fromCentral }: { readonly text: Buffer; readonly fromCentral: boolean },
): void {
  const kind = header & 3;
  if (kind === 3) return;
  const encrypted = link.encrypted;
  link.encrypted = true;
  link.fragment(text, { first: kind === 2, fromCentral });
  link.encrypted = encrypted;
}

// Keys are handed over under the short term key (Vol 3 Part H, 2.4.3).
const distributed = (link: Link): readonly Buffer[] =>
  link.smp.flatMap(({ pdu }) =>
    pdu[0] === smp.encryptionInformation && pdu.length === 17 ? [reversed(pdu.subarray(1))] : [],
  );
