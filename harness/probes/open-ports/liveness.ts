import { execFile } from 'node:child_process';
import { isIP } from 'node:net';

/**
 * Whether the address has answered on the local link (ARP, or RFC 4861 for IPv6), although no port says a word.
 * False where the address is not on the link, or this machine cannot tell.
 */
export function neighbourAnswers(address: string): Promise<boolean> {
  const plain = address.split('%', 1)[0] ?? '';
  if (isIP(plain) === 0) return Promise.resolve(false);
  return new Promise((resolve) => {
    execFile('ip', ['neigh', 'show', 'to', plain], { timeout: 2000, maxBuffer: 65_536 }, (error, output) =>
      resolve(error === null && /\blladdr\b/.test(output) && !/\b(?:FAILED|INCOMPLETE)\b/.test(output)),
    );
  });
}
