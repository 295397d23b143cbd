import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';
import { promisify } from 'node:util';
import type { Hashed } from './records.ts';

const slowly = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);

// N = 8192, r = 8, p = 1: 8 MiB for each guess. A service with a machine of its own spends several times as much; here one
// computer is toy, service and laboratory at once, and weighs some hundred and fifty passwords in a demonstration.
const derive = (password: string, salt: Buffer) => slowly(password.normalize('NFC'), salt, 32, { cost: 8192 });

/** A password as it is kept: salted scrypt (RFC 7914). */
export async function hashed(password: string): Promise<Hashed> {
  const salt = randomBytes(16);
  return { salt, hash: await derive(password, salt) };
}

const nobody: Hashed = { salt: Buffer.alloc(16), hash: Buffer.alloc(32, 1) };

/** Whether a password is the kept one; for an account without one it takes as long, and is never so. */
export async function isPassword(password: string, kept: Hashed | undefined): Promise<boolean> {
  const { salt, hash } = kept ?? nobody;
  const same = timingSafeEqual(await derive(password, salt), hash);
  return same && kept !== undefined;
}
