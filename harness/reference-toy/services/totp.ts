import { createHmac, randomBytes } from 'node:crypto';
import { equalSecrets } from './passwords.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const stepSeconds = 30;

/** A fresh secret of 160 bits in base32 (RFC 4226, requirement R6). */
export const freshTotpSecret = (): string => Array.from(randomBytes(32), (octet) => alphabet[octet % 32]).join('');

/** The six figures that an authenticator shows at this time (RFC 6238). */
export function totp(secret: string, seconds: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(seconds / stepSeconds)));
  const mac = createHmac('sha1', fromBase32(secret)).update(counter).digest();
  const offset = (mac[mac.length - 1] ?? 0) & 0xf;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** Whether the figures are those of now, or of the step before or after (RFC 6238, clause 5.2). */
export function totpHolds(secret: string, figures: string, seconds = Date.now() / 1000): boolean {
  return [-stepSeconds, 0, stepSeconds].some((drift) => equalSecrets(totp(secret, seconds + drift), figures));
}

function fromBase32(text: string): Buffer {
  const bits = Array.from(text, (letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((octet) => parseInt(octet, 2)));
}
