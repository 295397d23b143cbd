import { createHash, createPublicKey, verify, type KeyObject } from 'node:crypto';
import type { RegistryPolicy } from '../../../schemas/types.ts';

/** A key of the policy: name, the four bytes that signatures bear, and what kind it is (C2SP signed-note). */
export interface NamedKey {
  readonly name: string;
  readonly id: string;
  readonly kind: number;
  readonly key: KeyObject;
}

/** A checkpoint by its lines, and who signed it (C2SP tlog-checkpoint). */
export interface Head {
  readonly origin: string;
  readonly size: number;
  readonly root: string;
  readonly signedByLog: boolean;
  /** Names of witnesses whose cosignatures hold. */
  readonly witnesses: readonly string[];
  /** Names of known keys whose signatures do not hold. */
  readonly broken: readonly string[];
}

/** Reads `name+id+key`; undefined where it is none. */
export function keyNamed(text: string): NamedKey | undefined {
  const plus = [text.indexOf('+'), text.indexOf('+', text.indexOf('+') + 1)] as const;
  if (plus[0] < 1 || plus[1] < 0) return undefined;
  const name = text.slice(0, plus[0]);
  const bytes = Buffer.from(text.slice(plus[1] + 1), 'base64');
  const digest = createHash('sha256').update(name).update('\n').update(bytes).digest('hex');
  if (bytes.length !== 33 || digest.slice(0, 8) !== text.slice(plus[0] + 1, plus[1])) return undefined;
  const x = bytes.subarray(1).toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  return { name, id: digest.slice(0, 8), kind: bytes[0] ?? 0, key };
}

/** The keys that sign status lists. */
export const statusKeysOf = ({ statusKeys }: RegistryPolicy): readonly KeyObject[] =>
  statusKeys.map(({ publicKey }) =>
    createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' }),
  );

/** Reads a checkpoint and tries every known key; undefined where it has not the form of one. */
export function headOf(note: Buffer, keys: readonly NamedKey[]): Head | undefined {
  const whole = note.toString('utf8');
  const match = /^([^\n]+)\n(0|[1-9][0-9]{0,15})\n([A-Za-z0-9+/]{43}=)\n\n((?:— [^\s]+ [^\s]+\n)+)$/u.exec(whole);
  if (match === null || !Buffer.from(whole).equals(note)) return undefined;
  const [, origin = '', size = '', root = '', signatures = ''] = match;
  const text = `${origin}\n${size}\n${root}\n`;
  const [held, broken]: [NamedKey[], string[]] = [[], []];
  for (const line of signatures.trimEnd().split('\n')) {
    const [, name, encoded = ''] = line.split(' ');
    const bytes = Buffer.from(encoded, 'base64');
    const key = keys.find((known) => known.name === name && known.id === bytes.subarray(0, 4).toString('hex'));
    if (key === undefined) continue;
    if (isSignature(key, text, bytes.subarray(4)) && !held.includes(key)) held.push(key);
    else broken.push(key.name);
  }
  const witnesses = held.filter(({ kind }) => kind === 4).map(({ name }) => name);
  return { origin, size: Number(size), root, signedByLog: held.some(({ kind }) => kind === 1), witnesses, broken };
}

function isSignature({ kind, key }: NamedKey, text: string, bytes: Buffer): boolean {
  if (kind === 1) return verify(null, Buffer.from(text), key, bytes);
  if (kind !== 4 || bytes.length !== 72) return false;
  // C2SP tlog-cosignature: eight bytes of time before the signature, and the time in the signed text.
  const time = bytes.readBigUInt64BE().toString();
  return verify(null, Buffer.from(`cosignature/v1\ntime ${time}\n${text}`), key, bytes.subarray(8));
}

/** The payload of a DSSE envelope that one of these keys signed for this type; undefined where none did. */
export function payloadOf(envelope: Buffer, type: string, keys: readonly KeyObject[]): Buffer | undefined {
  const { payload, payloadType, signatures } = JSON.parse(envelope.toString()) as Record<string, unknown>;
  if (payloadType !== type || typeof payload !== 'string' || !Array.isArray(signatures)) return undefined;
  const body = Buffer.from(payload, 'base64');
  const signed = Buffer.concat([Buffer.from(`DSSEv1 ${type.length} ${type} ${body.length} `), body]);
  const holds = (signature: Buffer) =>
    keys.some((key) => verify(key.asymmetricKeyType === 'ed25519' ? null : 'sha256', signed, key, signature));
  const all = signatures as readonly { readonly sig?: unknown }[];
  return all.some(({ sig }) => typeof sig === 'string' && holds(Buffer.from(sig, 'base64'))) ? body : undefined;
}
