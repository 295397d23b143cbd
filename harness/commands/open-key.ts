import { isEncrypted, readKey } from '../../reports/sign/keys.ts';
import type { Signer } from '../../reports/sign/signer.ts';
import { isTokenUri, readTokenUri } from '../../reports/sign/token-uri.ts';
import { readBounded } from '../../schemas/read-bounded.ts';
import { passphraseFrom, type PassphraseOptions } from './passphrase.ts';

/** Opens a private key in a file or in a token, and asks for its passphrase or PIN only where it has one. */
export async function openKey(place: string, options: PassphraseOptions): Promise<Signer> {
  if (isTokenUri(place)) {
    const key = readTokenUri(place);
    const { tokenSigner } = await import('../../reports/sign/token.ts');
    return tokenSigner(key, () => passphraseFrom(options, `PIN of the token ${key.token}`));
  }
  const secret = isEncrypted(readBounded(place, 64 * 1024));
  return readKey(place, secret ? await passphraseFrom(options, `Passphrase for ${place}`) : undefined);
}
