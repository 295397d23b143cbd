import { isEncrypted, readKey } from '../../reports/sign/keys.ts';
import type { Signer } from '../../reports/sign/signer.ts';
import { readBounded } from '../../schemas/load.ts';
import { passphraseFrom, type PassphraseOptions } from './passphrase.ts';

/** Opens a private key, and asks for its passphrase only where it has one. */
export async function openKey(file: string, options: PassphraseOptions): Promise<Signer> {
  const secret = isEncrypted(readBounded(file, 64 * 1024));
  return readKey(file, secret ? await passphraseFrom(options, `Passphrase for ${file}`) : undefined);
}
