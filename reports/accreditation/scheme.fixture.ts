import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TrustedBody } from '../../schemas/types.ts';
import { newKey } from '../sign/keys.ts';
import { signerOf, type Signer } from '../sign/signer.ts';
import { fetchTrust, type Accredited, type SchemeSource } from './client.ts';
import type { Kind, Kinds } from './form.ts';
import type { AccreditationSnapshot } from '../../schemas/types.ts';
import { daysAfter, sealMetadata } from './metadata.ts';
import { init, type Draft, type Holding, type Signing } from './publish.ts';
import { places, readRepository } from './repository.ts';

/** Holders of the roles of a scheme in tests; one of the root keys is of the kind that lives in hardware. */
export const rootA = signerOf(newKey('ed25519'));
export const rootB = signerOf(newKey('p256'));
export const rootC = signerOf(newKey('ed25519'));
export const targetsKey = signerOf(newKey('ed25519'));
export const onlineKey = signerOf(newKey('p256'));
export const labKey = signerOf(newKey('ed25519'));
export const stranger = signerOf(newKey('ed25519'));

const publicKeys = (...signers: readonly Signer[]) => signers.map(({ publicKey }) => publicKey);

/** Two of three root keys; one for the list, one online. */
export const holding: Holding = {
  root: { keys: publicKeys(rootA, rootB, rootC), threshold: 2 },
  targets: { keys: publicKeys(targetsKey), threshold: 1 },
  online: { keys: publicKeys(onlineKey), threshold: 1 },
};

export const holdersOf = (threshold: number, ...signers: readonly Signer[]) => ({
  keys: publicKeys(...signers),
  threshold,
});

export const now = new Date().toISOString().replace(/\.\d+Z$/, 'Z');

export const signing: Signing = { signers: [rootA, rootB, targetsKey, onlineKey], now };

export const laboratory: TrustedBody = {
  id: 'example-lab',
  name: 'Example Lab GmbH',
  role: 'laboratory',
  levels: ['basic'],
  keys: [
    {
      keyid: labKey.keyId,
      algorithm: 'ed25519',
      publicKey: labKey.publicKey.spki.toString('base64'),
      notBefore: daysAfter(now, -30),
      notAfter: daysAfter(now, 300),
    },
  ],
};

export const draft: Draft = {
  trust: 1,
  scheme: { name: 'Example scheme', owner: 'Example Owner' },
  editions: ['1.0'],
  bodies: [laboratory],
};

/** A repository in a folder of its own, and a client with a cache of its own. */
export interface Scheme {
  readonly folder: string;
  /** The root as it was handed out. */
  readonly root: Buffer;
  readonly fetch: (change?: Partial<SchemeSource>) => Promise<Accredited>;
  readonly remove: () => void;
}

export async function makeScheme(change: Partial<Signing> = {}): Promise<Scheme> {
  const place = mkdtempSync(join(tmpdir(), 'toymark-'));
  const folder = join(place, 'scheme');
  await init(folder, { holding, list: draft }, { ...signing, ...change });
  const root = readFileSync(places(folder).root);
  const fetch = (other: Partial<SchemeSource> = {}) =>
    fetchTrust({ from: folder, root, cache: join(place, 'cache'), ...other });
  return { folder, root, fetch, remove: () => rmSync(place, { recursive: true, force: true }) };
}

export const metadataFile = ({ folder }: Scheme, name: string) => join(places(folder).metadata, name);

/** Puts metadata in place that the scheme's own commands would not make. */
export async function forge<K extends Kind>(
  scheme: Scheme,
  name: string,
  made: { readonly kind: K; readonly edit: (signed: Kinds[K]) => Kinds[K]; readonly signers: readonly Signer[] },
): Promise<void> {
  const signed = made.edit(structuredClone(readRepository(scheme.folder)[made.kind]));
  writeFileSync(metadataFile(scheme, name), await sealMetadata(signed, made.signers));
}

/** What a snapshot says. */
export type Snapshot = AccreditationSnapshot;
