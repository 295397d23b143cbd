import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { printable } from '../shared/printable.ts';
import { converse, type Opening } from './converse.ts';
import { dialogues, recognise } from './tcp-dialogues.ts';
import { clientHello } from './wire.ts';

/** What an open port turned out to speak. */
export interface Recognised {
  /** "unknown" where no dialogue fits. */
  readonly speaks: string;
  /** TLS from the first byte. */
  readonly encrypted: boolean;
  readonly banner?: string;
  readonly alpn?: string;
}

const connectMilliseconds = 3000;
const inApplicationLayer: Readonly<Record<string, string>> = { 'http/1.1': 'http', h2: 'http', mqtt: 'mqtt' };

/** Finds out by dialogue what a TCP port speaks: listens, then offers TLS, then tries the table. */
export async function recogniseTcp(address: string, port: number, signal: AbortSignal): Promise<Recognised> {
  const plain: Opening = () => opened(connectTcp({ port, host: address }), 'connect');
  const greeting = await converse(plain);
  const greeted = recognise(greeting);
  if (greeted !== undefined) return { speaks: greeted, encrypted: false, ...bannerOf(greeting) };
  const hello = clientHello();
  const reply = await converse(plain, hello);
  if (reply.equals(hello)) return { speaks: 'echo', encrypted: false };
  if (isTls(reply)) return insideTls(address, port, signal);
  const speaks = recognise(reply);
  if (speaks !== undefined) return { speaks, encrypted: false, ...bannerOf(reply) };
  return { encrypted: false, ...(await tryAll(plain, greeting.length > 0 ? greeting : reply, signal)) };
}

async function insideTls(address: string, port: number, signal: AbortSignal): Promise<Recognised> {
  const open = (protocols?: readonly string[]) => openTls({ address, port }, protocols);
  const first = await open(Object.keys(inApplicationLayer)).catch(() => undefined);
  const alpn = typeof first?.alpnProtocol === 'string' ? first.alpnProtocol : undefined;
  first?.destroy();
  const named = alpn === undefined ? {} : { alpn: printable(alpn) };
  const secure: Opening = () => open(alpn === 'h2' ? ['http/1.1'] : undefined);
  const greeting = await converse(secure);
  const greeted = recognise(greeting);
  if (greeted !== undefined) return { speaks: greeted, encrypted: true, ...bannerOf(greeting), ...named };
  const found = await tryAll(secure, greeting, signal);
  const speaks = found.speaks === 'unknown' ? (inApplicationLayer[alpn ?? ''] ?? 'unknown') : found.speaks;
  return { ...found, speaks, encrypted: true, ...named };
}

async function tryAll(open: Opening, heard: Buffer, signal: AbortSignal): Promise<Omit<Recognised, 'encrypted'>> {
  let banner = heard;
  for (const dialogue of dialogues) {
    if (dialogue.request === undefined) continue;
    signal.throwIfAborted();
    const reply = await converse(open, dialogue.request);
    const speaks = recognise(reply, dialogue);
    if (speaks !== undefined) return { speaks, ...bannerOf(reply) };
    if (banner.length === 0) banner = reply;
  }
  return { speaks: 'unknown', ...bannerOf(banner) };
}

// A handshake record, or an alert (RFC 8446, clause 5.1); 2 is the first byte of an SSL 2 server's length.
const isTls = (reply: Buffer): boolean =>
  (reply[0] === 0x16 || reply[0] === 0x15) && reply[1] === 3 && (reply[2] ?? 9) <= 4;

const bannerOf = (bytes: Buffer): { banner?: string } => (bytes.length === 0 ? {} : { banner: printable(bytes, 200) });

interface Place {
  readonly address: string;
  readonly port: number;
}

// Whom the port belongs to is not the question here, so no certificate is refused and old versions are welcome.
function openTls({ address, port }: Place, protocols?: readonly string[]): Promise<TLSSocket> {
  const host = isIP(address) === 0 ? { servername: address } : {};
  const lenient = { rejectUnauthorized: false, minVersion: 'TLSv1', ciphers: 'ALL:@SECLEVEL=0' } as const;
  const offer = protocols === undefined ? {} : { ALPNProtocols: [...protocols] };
  return opened(connectTls({ host: address, port, ...host, ...lenient, ...offer }), 'secureConnect');
}

function opened<S extends Socket>(socket: S, event: string): Promise<S> {
  return new Promise((resolve, reject) => {
    const give = (error: Error) => {
      clearTimeout(limit);
      socket.destroy();
      reject(error);
    };
    const limit = setTimeout(() => give(new Error('no connection in time')), connectMilliseconds);
    socket.on('error', give);
    socket.once('close', () => give(new Error('closed')));
    socket.once(event, () => {
      clearTimeout(limit);
      // A self-connection within this machine is nobody's service (RFC 9293, 3.5).
      if (socket.localPort === socket.remotePort && socket.localAddress === socket.remoteAddress)
        give(new Error('self'));
      else resolve(socket);
    });
  });
}
