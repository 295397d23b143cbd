import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { verifierKey, type NoteKeyType } from '../../reports/registry/note.ts';
import { publish, type NewEvent } from '../../reports/registry/publish.ts';
import { publishStatus } from '../../reports/registry/publish-status.ts';
import { proverOf, type Prover } from '../../reports/registry/prove.ts';
import { found, openRegistry, type Registry } from '../../reports/registry/registry.ts';
import { placeProof, shelve } from '../../reports/registry/shelf.ts';
import { openEnvelope, verifyCertificate } from '../../reports/verify/verify.ts';
import { digestOf } from '../../schemas/canonical-json.ts';
import { UserError } from '../../schemas/problem.ts';
import type { Certificate, RegistryEvent, RegistryPolicy, StatusList } from '../../schemas/types.ts';
import { openKey } from './open-key.ts';
import type { PassphraseOptions } from './passphrase.ts';
import { publicKeyIn } from './scheme-keys.ts';
import { trustNow, type TrustOptions } from './trust-from.ts';

/** The key that signs what a command writes. */
export interface KeyOption extends PassphraseOptions {
  readonly key: string;
}

export const now = (): string => new Date().toISOString().replace(/\.\d+Z$/, 'Z');

/** The verifier key of a log or a witness, as policies and other people's tools name it. */
export async function verifierKeyOf(options: KeyOption & { readonly name: string }, type: NoteKeyType) {
  return naming(options.name, async () => verifierKey(options.name, await openKey(options.key, options), type));
}

export interface InitOptions extends KeyOption {
  readonly origin: string;
  readonly statusPublic: readonly string[];
  readonly witness?: readonly string[];
  readonly threshold?: string;
  readonly statusShards: string;
}

/** Founds a registry; says whom to believe about it. */
export async function initRegistry(folder: string, options: InitOptions): Promise<RegistryPolicy> {
  const witnesses = options.witness ?? [];
  const threshold = options.threshold === undefined ? witnesses.length : count(options.threshold, '--threshold');
  const { policy } = await found(folder, {
    origin: options.origin,
    signer: await openKey(options.key, options),
    witnesses,
    threshold,
    statusSigners: options.statusPublic.map(statusSigner),
    statusShards: count(options.statusShards, '--status-shards'),
  });
  return policy;
}

function statusSigner(file: string) {
  const publicKey = publicKeyIn(file);
  return { algorithm: publicKey.algorithm, publicKey };
}

export interface PublishOptions extends KeyOption, TrustOptions {
  /** Reports that holders show, by the same order as the certificates. */
  readonly report?: readonly string[];
}

/** An event with its place in the log. */
export interface Entered {
  readonly index: number;
  readonly event: RegistryEvent;
}

/**
 * Enters certificates that a body of the scheme signed and that keep its rules.
 * @throws UserError REFUSED where one is not valid; then none is entered
 */
export async function publishCertificates(
  folder: string,
  files: readonly string[],
  options: PublishOptions,
): Promise<readonly Entered[]> {
  const registry = openRegistry(folder);
  const { list } = await trustNow(options);
  const signer = await openKey(options.key, options);
  const events: NewEvent[] = [];
  for (const [index, file] of files.entries()) {
    const envelope = readFileSync(file);
    const shown = options.report?.[index];
    const report = shown === undefined ? {} : { report: readFileSync(shown) };
    const checked = await verifyCertificate({
      certificate: envelope,
      ...report,
      trust: list,
      at: now(),
      unregistered: true,
    });
    const { certificate, steps } = checked;
    const failed = steps.find(({ state }) => state === 'failed');
    if (certificate === undefined)
      throw new UserError({ code: 'REFUSED', where: file, problem: `${failed?.code}: ${failed?.message}` });
    belongsHere(certificate, registry, file);
    shelve(registry, { certificate: certificate.id, envelope, ...report });
    events.push(issueOf(certificate, digestOf(openEnvelope(envelope).payload)));
  }
  return publish(registry, events, { signer, at: now() });
}

function belongsHere({ registry: named, id }: Certificate, { policy }: Registry, file: string): void {
  if (named === undefined || named === policy.origin) return;
  const problem = `${id} says that it stands in ${named}; this is ${policy.origin}`;
  throw new UserError({ code: 'REFUSED', where: basename(file), problem });
}

/** The entry with which a certificate begins. */
export function issueOf({ id, level, standard, groups }: Certificate, digest: string): NewEvent {
  return { event: 'issued', certificate: id, digest, level, edition: standard.edition, scope: [...groups] };
}

export interface ChangeOptions extends KeyOption {
  readonly reason: string;
}

/** Suspends, reinstates or withdraws certificates. */
export async function change(
  folder: string,
  certificates: readonly string[],
  { event, ...options }: ChangeOptions & { readonly event: 'suspended' | 'reinstated' | 'withdrawn' },
): Promise<readonly Entered[]> {
  const reason = options.reason as NonNullable<RegistryEvent['reason']>;
  const events = certificates.map((certificate) => ({ event, certificate, reason }));
  return publish(openRegistry(folder), events, { signer: await openKey(options.key, options), at: now() });
}

/** Signs the present status lists. */
export async function signStatus(
  folder: string,
  options: KeyOption & { readonly validHours: string },
): Promise<readonly StatusList[]> {
  const signer = await openKey(options.key, options);
  const validSeconds = count(options.validHours, '--valid-hours') * 3600;
  return publishStatus(openRegistry(folder), { signer, at: now(), validSeconds });
}

/** A proof that was written, with the bundle beside it. */
export interface ProvedFile {
  readonly certificate: string;
  readonly index: number;
  readonly size: number;
  readonly files: readonly string[];
}

/** Writes the proof of each certificate and what else belongs into its bundle. */
export function proveCertificates(folder: string, certificates: readonly string[]): readonly ProvedFile[] {
  const registry = openRegistry(folder);
  const prover: Prover = proverOf(registry, now());
  return certificates.map((certificate) => {
    const { text, index, size } = prover.prove(certificate);
    return { certificate, index, size, files: placeProof(registry, certificate, text) };
  });
}

/** A whole number that is not negative. */
export function count(text: string, option: string): number {
  if (/^(?:0|[1-9]\d{0,5})$/.test(text)) return Number(text);
  throw new UserError({ code: 'USAGE', where: option, problem: `expected a number, got "${text.slice(0, 40)}"` }, 64);
}

async function naming<T>(where: string, work: () => Promise<T>): Promise<T> {
  const { refusing } = await import('./trust-from.ts');
  return refusing(where, work);
}
