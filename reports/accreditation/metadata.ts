import { createHash } from 'node:crypto';
import { Metadata, MetadataKind, Signature } from '@tufjs/models';
import { canonicalJson } from '../../schemas/canonical-json.ts';
import { UserError } from '../../schemas/problem.ts';
import type { AccreditationMeta, AccreditationRoot } from '../../schemas/types.ts';
import type { Signer } from '../sign/signer.ts';
import type { Kind, Kinds } from './form.ts';
import { rootKeyOf } from './keys.ts';

/** The version of The Update Framework whose form is written. */
export const specVersion = '1.0.31';

/** Days after which each kind of metadata counts no more. */
export const lifetimes: Readonly<Record<Kind, number>> = { root: 365, targets: 180, snapshot: 30, timestamp: 7 };

/** The file of signed metadata: every signer signs the canonical form, whatever the file looks like. */
export async function sealMetadata(signed: Kinds[Kind], signers: readonly Signer[]): Promise<Buffer> {
  const bytes = canonicalForm(signed);
  const signatures = await Promise.all(
    signers.map(async (signer) => ({
      keyid: rootKeyOf(signer.publicKey).keyid,
      sig: (await signer.sign(bytes)).toString('hex'),
    })),
  );
  return Buffer.from(canonicalJson({ signed, signatures }));
}

/**
 * Who of these may sign for a role, if they are enough.
 * @throws UserError KEY
 */
export function signersFor(kind: Kind, root: AccreditationRoot, signers: readonly Signer[]): readonly Signer[] {
  const { keyids, threshold } = root.roles[kind];
  const own = signers.filter(({ publicKey }) => keyids.includes(rootKeyOf(publicKey).keyid));
  if (own.length >= threshold) return own;
  const problem = `${own.length} of the keys given may sign ${kind}; the root asks for ${threshold}`;
  throw new UserError({ code: 'KEY', where: kind, problem, hint: 'toymark scheme show names the keys of each role.' });
}

/** How one file of metadata names another. */
export function metaOf(version: number, bytes: Uint8Array): AccreditationMeta {
  return { version, length: bytes.length, hashes: { sha256: sha256(bytes) } };
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** So many days later, UTC to the second. */
export function daysAfter(time: string, days: number): string {
  return new Date(Date.parse(time) + days * 86_400_000).toISOString().replace(/\.\d+Z$/, 'Z');
}

// The model signs at once and our signers may take their time, so it is asked for nothing but the bytes.
function canonicalForm(signed: Kinds[Kind]): Buffer {
  let bytes: Buffer = Buffer.alloc(0);
  const json = JSON.parse(JSON.stringify({ signed, signatures: [] })) as Parameters<typeof Metadata.fromJSON>[1];
  const noted = (given: Buffer) => {
    bytes = given;
    return new Signature({ keyID: '', sig: '' });
  };
  if (signed._type === 'root') Metadata.fromJSON(MetadataKind.Root, json).sign(noted);
  else if (signed._type === 'targets') Metadata.fromJSON(MetadataKind.Targets, json).sign(noted);
  else if (signed._type === 'snapshot') Metadata.fromJSON(MetadataKind.Snapshot, json).sign(noted);
  else Metadata.fromJSON(MetadataKind.Timestamp, json).sign(noted);
  return bytes;
}
