import { createPublicKey } from 'node:crypto';
import { readRootKey } from '../../reports/accreditation/keys.ts';
import { daysAfter } from '../../reports/accreditation/metadata.ts';
import type { Holders, Signing } from '../../reports/accreditation/publish.ts';
import type { Repository } from '../../reports/accreditation/repository.ts';
import { KeyError, publicKeyOf, type PublicKey } from '../../reports/sign/public-key.ts';
import type { Signer } from '../../reports/sign/signer.ts';
import { readBounded } from '../../schemas/read-bounded.ts';
import { UserError } from '../../schemas/problem.ts';
import type { TrustedBody } from '../../schemas/types.ts';
import { isUtcTime } from '../../schemas/validate.ts';
import { openKey } from './open-key.ts';
import type { PassphraseOptions } from './passphrase.ts';

/** Keys for the roles of a scheme, by file. */
export interface HoldingOptions extends PassphraseOptions {
  readonly rootKey: readonly string[];
  readonly rootPublic?: readonly string[];
  readonly threshold: string;
  readonly listKey: readonly string[];
  readonly onlineKey: readonly string[];
}

/** A public key that is to be listed, and its window. */
export interface KeyOptions {
  readonly publicKey: string;
  readonly from?: string;
  readonly to?: string;
}

/** The keys that are named for each role, and those of them that can sign. */
export async function holdingOf(options: HoldingOptions) {
  const root = await opened(options.rootKey, options);
  const list = await opened(options.listKey, options);
  const online = await opened(options.onlineKey, options);
  const others = (options.rootPublic ?? []).map((file) => publicKeyIn(file));
  const of = (signers: readonly Signer[], threshold = 1, more: readonly PublicKey[] = []): Holders => ({
    keys: [...signers.map(({ publicKey }) => publicKey), ...more],
    threshold,
  });
  const threshold = wholeNumber(options.threshold, '--threshold');
  const holding = { root: of(root, threshold, others), targets: of(list), online: of(online) };
  return { holding, signers: [...root, ...list, ...online] };
}

/** Who holds a role now. */
export function holdersIn({ root }: Repository, role: 'targets' | 'snapshot'): Holders {
  const { keyids, threshold } = root.roles[role];
  const keys = keyids.flatMap((id) => {
    const key = root.keys[id];
    return key === undefined ? [] : [readRootKey(id, key)];
  });
  return { keys, threshold };
}

/** Opens private keys, one after the other, because each may ask for its passphrase. */
export async function opened(files: readonly string[] = [], options: PassphraseOptions): Promise<readonly Signer[]> {
  const signers: Signer[] = [];
  for (const file of files) signers.push(await openKey(file, options));
  return signers;
}

/** These signers, now. */
export function signingBy(
  signers: readonly Signer[],
  { timestampDays }: { timestampDays?: string | undefined },
): Signing {
  const days = timestampDays === undefined ? {} : { timestamp: wholeNumber(timestampDays, '--timestamp-days') };
  return { signers, now: timeFrom(undefined, ''), days };
}

/** The entry of a key in the list, with the window in which it signs; three years from now where none is named. */
export function listedKey({ publicKey: file, from, to }: KeyOptions): TrustedBody['keys'][number] {
  const { keyId, algorithm, spki } = publicKeyIn(file);
  const notBefore = timeFrom(from, '--from');
  const notAfter = to === undefined ? daysAfter(notBefore, 3 * 365) : timeFrom(to, '--to');
  return { keyid: keyId, algorithm, publicKey: spki.toString('base64'), notBefore, notAfter };
}

/** The public key in a file that holds one in PEM, as `toymark key show` prints it. */
export function publicKeyIn(file: string): PublicKey {
  const pem = /-----BEGIN PUBLIC KEY-----[^-]{20,2000}-----END PUBLIC KEY-----/.exec(readBounded(file, 64 * 1024))?.[0];
  try {
    return publicKeyOf(createPublicKey(pem ?? ''));
  } catch (error) {
    const problem = error instanceof KeyError ? `the key ${error.message}` : 'holds no public key in PEM';
    throw new UserError({ code: 'KEY', where: file, problem, hint: 'toymark key show KEY prints the public key.' });
  }
}

/** A day or a time in UTC; now where nothing is given. */
export function timeFrom(given: string | undefined, option: string): string {
  const now = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
  const time = given === undefined ? now : /^\d{4}-\d\d-\d\d$/.test(given) ? `${given}T00:00:00Z` : given;
  if (isUtcTime(time)) return time;
  const problem = `expected a day or a time such as 2026-11-23T12:00:00Z, got "${time.slice(0, 40)}"`;
  throw new UserError({ code: 'USAGE', where: option, problem }, 64);
}

export function wholeNumber(text: string, option: string): number {
  if (/^[1-9][0-9]{0,3}$/.test(text)) return Number(text);
  throw new UserError({ code: 'USAGE', where: option, problem: `expected a number from 1 to 9999, got "${text}"` }, 64);
}
