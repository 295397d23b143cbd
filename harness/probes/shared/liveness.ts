import { execFile } from 'node:child_process';
import { connect, isIP } from 'node:net';

/**
 * Whether the address has answered on the local link (ARP, or RFC 4861 for IPv6), although no port says a word.
 * False where the address is not on the link, or this machine cannot tell.
 */
export async function neighbourAnswers(address: string): Promise<boolean> {
  const entry = await neighbourEntry(address);
  return /\blladdr\b/.test(entry) && !unresolved.test(entry);
}

/** Whether the address is on the local link, was asked for there, and gave no answer (RFC 4861, clause 7.3.3, as for ARP). */
export const neighbourSilent = async (address: string): Promise<boolean> =>
  unresolved.test(await neighbourEntry(address));

const unresolved = /\b(?:FAILED|INCOMPLETE)\b/;

/** What the system knows of an address on the link; empty where it knows nothing. */
function neighbourEntry(address: string): Promise<string> {
  const plain = address.split('%', 1)[0] ?? '';
  if (isIP(plain) === 0) return Promise.resolve('');
  return new Promise((resolve) => {
    execFile('ip', ['neigh', 'show', 'to', plain], { timeout: 2000, maxBuffer: 65_536 }, (error, output) =>
      resolve(error === null ? output : ''),
    );
  });
}

/** Whether anything at the address answers: a TCP port that accepts or refuses, or the link itself. */
export async function answers(address: string): Promise<boolean> {
  const knocks = await Promise.all([80, 443, 9].map((port) => knock(address, port)));
  return knocks.includes(true) || neighbourAnswers(address);
}

function knock(address: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: address });
    const end = (answered: boolean) => {
      clearTimeout(limit);
      socket.destroy();
      resolve(answered);
    };
    const limit = setTimeout(() => end(false), 3500);
    socket.on('connect', () => end(true));
    socket.on('error', (error: NodeJS.ErrnoException) =>
      end(error.code === 'ECONNREFUSED' || error.code === 'ECONNRESET'),
    );
  });
}
