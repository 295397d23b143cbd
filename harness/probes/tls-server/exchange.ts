import { connect } from 'node:net';
import { Malformed } from './bytes.ts';

/** How the conversation with a server ended, apart from what was read. */
export type Ending =
  | { readonly kind: 'closed'; readonly code: string }
  | { readonly kind: 'silent' }
  | { readonly kind: 'unreachable'; readonly code: string }
  | { readonly kind: 'malformed'; readonly what: string };

/** Where a server listens. */
export interface Peer {
  readonly address: string;
  readonly port: number;
}

/** How patient one connection is, in milliseconds, and how much it reads, in bytes. */
export interface Patience {
  readonly connect: number;
  readonly answer: number;
  readonly bytes: number;
}

export const usualPatience: Patience = { connect: 4000, answer: 5000, bytes: 4 * 1024 * 1024 };

interface Conversation<T> {
  readonly peer: Peer;
  readonly patience: Patience;
  readonly signal: AbortSignal;
  readonly send: Uint8Array;
  /** Sees every chunk; what it returns is the outcome. May throw Malformed. */
  readonly read: (chunk: Uint8Array) => T | undefined;
}

/** Connects, sends once, reads until `read` has its outcome. Always ends: by outcome, by close, by time or by size. */
export function converse<T>(conversation: Conversation<T>): Promise<T | Ending> {
  const { peer, patience, signal, send } = conversation;
  return new Promise((resolve) => {
    const socket = connect({ host: peer.address, port: peer.port });
    let connected = false;
    let timer = setTimeout(() => finish({ kind: 'unreachable', code: 'ETIMEDOUT' }), patience.connect);
    const finish = (outcome: T | Ending) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      socket.destroy();
      resolve(outcome);
    };
    const stop = () => finish({ kind: 'silent' });
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    socket.on('connect', () => {
      connected = true;
      clearTimeout(timer);
      timer = setTimeout(stop, patience.answer);
      socket.write(send);
    });
    const gone = (code: string) => finish(connected ? { kind: 'closed', code } : { kind: 'unreachable', code });
    socket.on('error', (error: NodeJS.ErrnoException) => gone(error.code ?? 'error'));
    socket.on('close', () => gone('close'));
    socket.on('data', bounded(conversation, finish));
  });
}

function bounded<T>({ patience, read }: Conversation<T>, finish: (outcome: T | Ending) => void) {
  let received = 0;
  return (chunk: Buffer): void => {
    received += chunk.length;
    try {
      const outcome = read(chunk);
      if (outcome !== undefined) finish(outcome);
      else if (received > patience.bytes) finish({ kind: 'malformed', what: `more than ${patience.bytes} bytes` });
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
      finish({ kind: 'malformed', what: error.message });
    }
  };
}
