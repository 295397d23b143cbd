import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { readBounded } from '../../schemas/read-bounded.ts';
import { UserError } from '../../schemas/problem.ts';
import { KeyError, type Algorithm, type PublicKey } from './public-key.ts';
import { signerOf, type Signer } from './signer.ts';

/** What is said when a passphrase is shorter than this. */
export const shortestPassphrase = 12;

/** A new private key. */
export function newKey(algorithm: Algorithm): KeyObject {
  return algorithm === 'ed25519'
    ? generateKeyPairSync('ed25519').privateKey
    : generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
}

/**
 * Writes a private key as PKCS#8 (RFC 5958), encrypted where a passphrase is given, readable by its owner alone.
 * @throws UserError PASSPHRASE, FILE where the file exists: a key is never overwritten
 */
export function writeKey(file: string, key: KeyObject, passphrase: string | undefined): void {
  if (passphrase !== undefined && passphrase.length < shortestPassphrase)
    throw new UserError({
      code: 'PASSPHRASE',
      where: file,
      problem: `a passphrase of ${passphrase.length} characters; at least ${shortestPassphrase} are expected`,
      hint: 'Four or five words that belong to nobody make a good one.',
    });
  const secrecy = passphrase === undefined ? {} : { cipher: 'aes-256-cbc', passphrase };
  const pem = key.export({ type: 'pkcs8', format: 'pem', ...secrecy });
  try {
    writeFileSync(file, pem, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    const exists = (error as NodeJS.ErrnoException).code === 'EEXIST';
    const problem = exists ? 'exists already; a key is never overwritten' : (error as Error).message;
    throw new UserError({ code: 'FILE', where: file, problem, hint: 'Choose another path with --out.' });
  }
}

/** @throws UserError FILE, PASSPHRASE, KEY */
export function readKey(file: string, passphrase: string | undefined): Signer {
  const pem = readBounded(file, 64 * 1024);
  if (isEncrypted(pem) && passphrase === undefined)
    throw new UserError({
      code: 'PASSPHRASE',
      where: file,
      problem: 'the key is encrypted and no passphrase was given',
      hint: 'Set TOYMARK_PASSPHRASE or name a file with --passphrase-file.',
    });
  try {
    return signerOf(createPrivateKey({ key: pem, format: 'pem', ...(passphrase === undefined ? {} : { passphrase }) }));
  } catch (error) {
    throw new UserError(misreading(file, pem, error));
  }
}

/** Whether this file needs a passphrase. */
export function isEncrypted(pem: string): boolean {
  return /-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type: 4,ENCRYPTED/m.test(pem);
}

/** The entry for a trust list, to be completed with the window in which the key signs. */
export function trustEntry({ keyId, algorithm, spki }: PublicKey): string {
  return [`- keyid: ${keyId}`, `  algorithm: ${algorithm}`, `  publicKey: ${spki.toString('base64')}`].join('\n');
}

function misreading(file: string, pem: string, error: unknown) {
  if (error instanceof KeyError) return { code: 'KEY' as const, where: file, problem: `the key ${error.message}` };
  return isEncrypted(pem)
    ? { code: 'PASSPHRASE' as const, where: file, problem: 'this passphrase does not open the key' }
    : {
        code: 'KEY' as const,
        where: file,
        problem: 'is not a private key in PKCS#8',
        hint: 'toymark key new makes one.',
      };
}
