import type { Agent } from 'node:http';
import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls, createSecureContext, type SecureContext } from 'node:tls';

/** Where to speak, and until when. */
export interface Place {
  readonly address: string;
  readonly port: number;
  /** TLS from the first byte; no certificate is verified, the content is what is asked for. */
  readonly secure: boolean;
  /** The name that clients use, for SNI and the Host header. */
  readonly name?: string | undefined;
  readonly signal: AbortSignal;
  /** Keeps connections for further requests by HTTP; each has one for itself alone where absent. */
  readonly agent?: Agent | undefined;
}

export type Ending = 'open' | 'closed' | 'reset';

/** More than this from one side is not listened to. */
export const mostBytes = 256 * 1024;

/** A connection on which both sides speak in turns; everything is bounded in bytes and time. */
export class Conversation {
  readonly #socket: Socket;
  readonly #signal: AbortSignal;
  #received = Buffer.alloc(0);
  #total = 0;
  #ending: Ending = 'open';
  #wake: () => void = () => undefined;

  constructor(socket: Socket, signal: AbortSignal) {
    this.#socket = socket;
    this.#signal = signal;
    socket.on('data', (chunk: Buffer) => {
      this.#take(chunk);
    });
    socket.on('end', () => {
      this.#end('closed');
    });
    socket.on('close', () => {
      this.#end('closed');
    });
    socket.on('error', () => {
      this.#end('reset');
    });
  }

  /** Whether the other side still listens, and how it left if not. */
  get ending(): Ending {
    return this.#ending;
  }

  say(bytes: Uint8Array | string): void {
    if (this.#ending === 'open') this.#socket.write(bytes);
  }

  /** Says the last thing: the other side reads to an end. */
  finish(bytes: Uint8Array | string): void {
    if (this.#ending === 'open') this.#socket.end(bytes);
  }

  /** What came until it is enough, the other side left, or the time is over; it is not heard again. */
  async hear(enough: (received: Buffer) => boolean, milliseconds: number): Promise<Buffer> {
    const end = performance.now() + milliseconds;
    for (;;) {
      const left = end - performance.now();
      if (this.#ending !== 'open' || left <= 0 || this.#signal.aborted || enough(this.#received)) break;
      await this.#change(left);
    }
    const heard = this.#received;
    this.#received = Buffer.alloc(0);
    return heard;
  }

  close(): void {
    this.#socket.destroy();
  }

  // Asked some thousand times in a run, so it makes no more than a timer and a listener.
  #change(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const over = (): void => {
        clearTimeout(timer);
        this.#signal.removeEventListener('abort', over);
        resolve();
      };
      const timer = setTimeout(over, Math.ceil(milliseconds));
      this.#signal.addEventListener('abort', over);
      this.#wake = over;
    });
  }

  #take(chunk: Buffer): void {
    this.#total += chunk.length;
    this.#received = Buffer.concat([this.#received, chunk]);
    if (this.#total > mostBytes) {
      this.#ending = 'closed';
      this.#socket.destroy();
    }
    this.#wake();
  }

  #end(how: Ending): void {
    if (this.#ending === 'open') this.#ending = how;
    this.#wake();
  }
}

/** Opens a connection; undefined where none came about in time. */
export async function converse(place: Place, milliseconds = 4000): Promise<Conversation | undefined> {
  if (place.signal.aborted) return undefined;
  const socket = place.secure ? openTls(place) : connect({ host: place.address, port: place.port });
  socket.setNoDelay(true);
  const opened = await new Promise<boolean>((resolve) => {
    const timer = setTimeout(resolve, milliseconds, false);
    const stop = (): void => resolve(false);
    place.signal.addEventListener('abort', stop, { once: true });
    const settle = (open: boolean) => (): void => {
      clearTimeout(timer);
      place.signal.removeEventListener('abort', stop);
      resolve(open);
    };
    socket.once(place.secure ? 'secureConnect' : 'connect', settle(true));
    socket.once('error', settle(false));
    socket.once('close', settle(false));
  });
  if (opened) return new Conversation(socket, place.signal);
  socket.on('error', () => undefined);
  socket.destroy();
  return undefined;
}

/** TLS as old and as weak as this Node speaks it, because the service behind it is what is looked at. */
export const anyTls = (): { readonly rejectUnauthorized: false; readonly secureContext: SecureContext } => ({
  rejectUnauthorized: false,
  secureContext: (weakest ??= createSecureContext({ minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' })),
});

// Made once: it takes as long as a handshake.
let weakest: SecureContext | undefined;

function openTls({ address, port, name }: Place): Socket {
  const servername = name !== undefined && isIP(name) === 0 ? { servername: name } : {};
  return connectTls({ host: address, port, ...anyTls(), ...servername });
}
