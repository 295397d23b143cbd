import { isIP } from 'node:net';
import type { Anchors } from './anchors.ts';
import { Malformed } from './bytes.ts';
import { coversName, curveOf } from './certificates.ts';
import { ask, type Client } from './client.ts';
import { offerOf, type VersionFound } from './enumerate.ts';
import { curveCodeOf } from './groups.ts';
import { secure, type KeyKind } from './secure-connection.ts';
import { readCertificates } from './server-messages.ts';
import { suite } from './suites.ts';
import type { RecordVersion } from './versions.ts';

/** A chain that the server showed: DER, the leaf first. */
export type Chain = readonly Buffer[];

/** What the path validation of a chain said. */
export interface ChainFacts {
  readonly leaf: Buffer;
  readonly nameUsed: string;
  readonly nameMatches: boolean;
  readonly validation: string;
  readonly checkedAt: string;
}

type Found = ReadonlyMap<RecordVersion, VersionFound>;

/** The chains that came in the clear: one handshake for each way of authentication in each version before TLS 1.3. */
export async function clearChains(client: Client, found: Found): Promise<readonly Chain[]> {
  const offers = [...found].flatMap(([version, { suites, manner }]) => {
    if (version === 'TLS 1.3') return [];
    const kinds = [...new Set(suites.map((code) => suite(code).authentication))];
    return kinds.map((kind) => {
      const ofKind = suites.filter((code) => suite(code).authentication === kind);
      return offerOf(client, version, manner)(ofKind);
    });
  });
  const answers = await Promise.all(offers.map((offer) => ask(client, offer, 'done')));
  return distinct(
    answers.map((answer) => (answer.kind === 'hello' && answer.certificate ? readSafely(answer.certificate) : [])),
  );
}

function readSafely(body: Uint8Array): Chain {
  try {
    return readCertificates(body);
  } catch (error) {
    if (error instanceof Malformed) return [];
    throw error;
  }
}

/** The chains of TLS 1.3, which come encrypted. */
export async function modernChains(client: Client): Promise<readonly Chain[]> {
  const secured = await Promise.all(kinds.map((kind) => secure(client, { kind, anchors: [] })));
  return distinct(secured.map((handshake) => handshake?.chain ?? []));
}

const kinds: readonly KeyKind[] = ['RSA', 'ECDSA', 'EdDSA'];

/** Chains that differ, empty ones left out; the longest of those with the same leaf. */
export function distinct(chains: readonly Chain[]): readonly Chain[] {
  const byLeaf = new Map<string, Chain>();
  for (const chain of chains) {
    const leaf = chain[0]?.toString('base64');
    if (leaf !== undefined && chain.length > (byLeaf.get(leaf)?.length ?? 0)) byLeaf.set(leaf, chain);
  }
  return [...byLeaf.values()];
}

/** Validates each kind of chain against the anchors, at the present time, for the name that clients use. */
export async function validateChains(client: Client, anchors: Anchors): Promise<readonly ChainFacts[]> {
  const secured = await Promise.all(kinds.map((kind) => secure(client, { kind, anchors: anchors.pem })));
  const checkedAt = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
  const nameUsed = client.name ?? client.peer.address.split('%', 1)[0] ?? '';
  const isAddress = isIP(nameUsed) !== 0;
  const facts = secured.flatMap((handshake) => {
    const leaf = handshake?.chain[0];
    if (handshake === undefined || leaf === undefined) return [];
    const nameMatches = coversName(leaf, nameUsed, isAddress);
    return [{ leaf, nameUsed, nameMatches, validation: handshake.validation, checkedAt }];
  });
  return facts.filter(({ leaf }, at) => facts.findIndex((other) => other.leaf.equals(leaf)) === at);
}

/** Codes of the curves of the leaves' keys. */
export const curvesOf = (chains: readonly Chain[]): readonly number[] =>
  chains.flatMap(([leaf]) => curveCodeOf((leaf && curveOf(leaf)) ?? '') ?? []);
