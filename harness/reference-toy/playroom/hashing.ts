import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { Hashed } from './records.ts';

const derive = promisify<string, Buffer, number, Buffer>(scrypt);

/** A password as it is kept: salted scrypt (RFC 7914). */
export async function hashed(password: string): Promise<Hashed> {
  const salt = randomBytes(16);
  return { salt, hash: await derive(password.normalize('NFC'), salt, 32) };
}

const nobody: Hashed = { salt: Buffer.alloc(16), hash: Buffer.alloc(32, 1) };

/** Whether a password is the kept one; for an account without one it takes as long, and is never so. */
export async function isPassword(password: string, kept: Hashed | undefined): Promise<boolean> {
  const { salt, hash } = kept ?? nobody;
  const same = timingSafeEqual(await derive(password.normalize('NFC'), salt, 32), hash);
  return same && kept !== undefined;
}
