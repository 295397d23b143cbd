import { randomBytes } from 'node:crypto';
import { Cursor, Malformed, number } from './bytes.ts';
import { converse, type Ending } from './exchange.ts';
import { insist, type Client } from './client.ts';
import { sslv2Suites } from './suites.ts';

/** What a server said to an SSLv2 hello: every cipher it knows at once. */
export type OldAnswer =
  { readonly kind: 'hello'; readonly suites: readonly number[] } | { readonly kind: 'tls' } | Ending;

const [clientHello, serverHello, version] = [1, 4, 2];

/** Offers all of SSLv2 ("The SSL Protocol", 1995, CLIENT-HELLO) in its own record format. */
export async function askSslv2(client: Client): Promise<OldAnswer> {
  const { peer, patience, signal } = client;
  return await insist(client, () => {
    let received = Buffer.alloc(0);
    const read = (chunk: Uint8Array) => {
      received = Buffer.concat([received, chunk]);
      return readOldHello(received);
    };
    return converse<OldAnswer>({ peer, patience, signal, send: oldHello(), read });
  });
}

function oldHello(): Buffer {
  const suites = sslv2Suites.map((code) => number(code, 3));
  const lengths = [suites.length * 3, 0, 16].map((length) => number(length, 2));
  const body = Buffer.concat([number(clientHello, 1), number(version, 2), ...lengths, ...suites, randomBytes(16)]);
  return Buffer.concat([number(0x8000 | body.length, 2), body]);
}

/** Undefined while more bytes are needed. @throws Malformed */
export function readOldHello(bytes: Buffer): OldAnswer | undefined {
  const first = bytes[0];
  if (first === undefined || bytes.length < 3) return undefined;
  if (first === 21 || first === 22) return { kind: 'tls' };
  const header = (first & 0x80) === 0 ? 3 : 2;
  const length = ((first & (header === 2 ? 0x7f : 0x3f)) << 8) | bytes.readUInt8(1);
  if (length > 16384 + 3 || bytes[header] !== serverHello) {
    if (bytes.length <= header) return undefined;
    throw new Malformed('neither SSLv2 nor TLS');
  }
  if (bytes.length < header + length) return undefined;
  const cursor = new Cursor(bytes.subarray(header, header + length));
  cursor.take(3);
  if (cursor.number(2) !== version) throw new Malformed('an SSLv2 hello of another version');
  const [certificate, ciphers] = [cursor.number(2), cursor.number(2)];
  cursor.number(2);
  cursor.take(certificate);
  const list = new Cursor(cursor.take(ciphers));
  const suites: number[] = [];
  while (list.left >= 3) suites.push(list.number(3));
  return { kind: 'hello', suites: [...new Set(suites)] };
}
