import { createECDH } from 'node:crypto';
import type { PairingExchange, PairingParts, Side } from './smp-analysis.ts';
import { f5, reversed, s1, type ConfirmInput } from './smp-crypto.ts';
import { searchPasskey } from './search-passkey.ts';

// Of the debug key pair that the specification publishes (2.3.5.6.1).
const debugPrivate = Buffer.from('3f49f6d4a3c55f3874c9b3e3d2103f504aff607beb40b7995899b8a6cd3c1abd', 'hex');

/** Who took part: addresses as on the air, a type is 0 for public, 1 for random. */
export interface Parties {
  readonly initiator: { readonly address: Uint8Array; readonly type: number };
  readonly responder: { readonly address: Uint8Array; readonly type: number };
}

/** What a confirm value of legacy pairing was made of; undefined where the recording lacks a part. */
export function confirmInput(
  { request, response }: Pick<PairingParts, 'request' | 'response'>,
  parties: Parties,
): ConfirmInput | undefined {
  if (request === undefined || response === undefined) return undefined;
  const party = ({ address, type }: Parties[Side]) => ({ address: reversed(address), type });
  return {
    request: reversed(request),
    response: reversed(response),
    initiator: party(parties.initiator),
    responder: party(parties.responder),
  };
}

/** The short term key of a legacy pairing whose temporary key is known, as long as both sides agreed (2.3.5.5). */
export function shortTermKey(exchange: PairingExchange, passkey: number): Buffer | undefined {
  const { initiator, responder } = exchange.parts.randoms;
  if (initiator[0] === undefined || responder[0] === undefined) return undefined;
  const temporary = Buffer.alloc(16);
  temporary.writeUInt32BE(passkey, 12);
  const key = s1(temporary, reversed(responder[0]), reversed(initiator[0]));
  return key.fill(0, 0, 16 - Math.min(16, Math.max(7, exchange.keySize ?? 16)));
}

/** The long term key of a pairing in which one side used the debug key; undefined where none did. */
export function debugLongTermKey({ debugKeys, parts, keySize }: PairingExchange, parties: Parties): Buffer | undefined {
  const [side] = debugKeys;
  const other = parts.publicKeys[side === 'initiator' ? 'responder' : 'initiator'];
  const [na, nb] = [parts.randoms.initiator.at(-1), parts.randoms.responder.at(-1)];
  if (side === undefined || other === undefined || na === undefined || nb === undefined) return undefined;
  const party = ({ address, type }: Parties[Side]) => Buffer.concat([Buffer.from([type]), reversed(address)]);
  const shared = sharedWith(other);
  if (shared === undefined) return undefined;
  const { ltk } = f5(shared, {
    nonces: [reversed(na), reversed(nb)],
    addresses: [party(parties.initiator), party(parties.responder)],
  });
  return ltk.fill(0, 0, 16 - Math.min(16, Math.max(7, keySize ?? 16)));
}

function sharedWith(publicKey: Uint8Array): Buffer | undefined {
  const curve = createECDH('prime256v1');
  curve.setPrivateKey(debugPrivate);
  const point = Buffer.concat([
    Buffer.from([4]),
    reversed(publicKey.subarray(0, 32)),
    reversed(publicKey.subarray(32)),
  ]);
  try {
    return curve.computeSecret(point);
  } catch {
    // Not a point of the curve.
    return undefined;
  }
}

/**
 * The temporary key of a legacy pairing, found from either confirm value; undefined where none of a million fits or the
 * recording lacks a part. Zero is what Just Works uses.
 */
export async function provePasskey(
  { parts }: PairingExchange,
  parties: Parties,
  signal?: AbortSignal,
): Promise<number | undefined> {
  const input = confirmInput(parts, parties);
  if (input === undefined) return undefined;
  for (const side of ['initiator', 'responder'] as const) {
    const [confirm, random] = [parts.confirms[side][0], parts.randoms[side][0]];
    if (confirm === undefined || random === undefined) continue;
    const commitment = { confirm: reversed(confirm), random: reversed(random) };
    return searchPasskey({ input, commitment, ...(signal && { signal }) });
  }
  return undefined;
}
