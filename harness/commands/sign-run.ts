import { canonicalJson } from '../../schemas/canonical-json.ts';
import { load, readBounded } from '../../schemas/load.ts';
import type { Envelope } from '../../schemas/types.ts';
import { isEncrypted, readKey } from '../../reports/sign/keys.ts';
import { signReport } from '../../reports/sign/sign.ts';
import { replaceFile } from '../evidence/files.ts';

/** Signs the report in `reportFile` and writes the envelope whole or not at all. */
export async function signFile(reportFile: string, envelopeFile: string, key: KeyOptions): Promise<Envelope> {
  const { value } = load('report', reportFile);
  const signer = readKey(key.key, await passphraseFor(key));
  const envelope = await signReport(value, [signer]);
  replaceFile(envelopeFile, canonicalJson(envelope), `${envelopeFile}.part`);
  return envelope;
}

export interface KeyOptions {
  /** Path of the private key (PKCS#8, PEM). */
  readonly key: string;
  readonly passphraseFile?: string | undefined;
}

/** The passphrase of a key from its file, from TOYMARK_PASSPHRASE, or from the person at the terminal. */
export async function passphraseFor({ key, passphraseFile }: KeyOptions): Promise<string | undefined> {
  if (!isEncrypted(readBounded(key, 64 * 1024))) return undefined;
  if (passphraseFile !== undefined) return readBounded(passphraseFile, 4096).replace(/\r?\n$/, '');
  const given = process.env['TOYMARK_PASSPHRASE'];
  if (given !== undefined || !process.stdin.isTTY) return given;
  const { password } = await import('@inquirer/prompts');
  return password({ message: `Passphrase of ${key}` });
}
