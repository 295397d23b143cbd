import { Cursor, Malformed } from './bytes.ts';
import { finiteField, groupOf } from './groups.ts';
import type { Suite } from './suites.ts';
import { versions } from './versions.ts';

/** The server's choice, also where a HelloRetryRequest names it. */
export interface ServerHello {
  readonly version: number;
  readonly suite: number;
  /** Code of the group that TLS 1.3 names. */
  readonly group: number | undefined;
}

const [supportedVersions, keyShare] = [43, 51];

/** Body of a ServerHello (RFC 5246, 7.4.1.3; RFC 8446, 4.1.3). @throws Malformed */
export function readServerHello(body: Uint8Array): ServerHello {
  const cursor = new Cursor(body);
  const legacy = cursor.number(2);
  cursor.take(32);
  if (cursor.vector(1).length > 32) throw new Malformed('a session id of more than 32 bytes');
  const suite = cursor.number(2);
  cursor.number(1);
  const extensions = cursor.left === 0 ? new Map<number, Buffer>() : readExtensions(cursor.vector(2));
  const selected = extensions.get(supportedVersions);
  const share = extensions.get(keyShare);
  return {
    version: selected === undefined ? legacy : new Cursor(selected).number(2),
    suite,
    group: share === undefined ? undefined : new Cursor(share).number(2),
  };
}

function readExtensions(bytes: Uint8Array): ReadonlyMap<number, Buffer> {
  const cursor = new Cursor(bytes);
  const found = new Map<number, Buffer>();
  while (cursor.left > 0) {
    const type = cursor.number(2);
    found.set(type, cursor.vector(2));
  }
  return found;
}

/** More certificates than this are not read. */
export const longestChain = 16;

/** Body of a Certificate message of TLS 1.2 and before (RFC 5246, 7.4.2): DER, the leaf first. @throws Malformed */
export function readCertificates(body: Uint8Array): readonly Buffer[] {
  const cursor = new Cursor(new Cursor(body).vector(3));
  const found: Buffer[] = [];
  while (cursor.left > 0 && found.length <= longestChain) found.push(cursor.vector(3));
  return found;
}

/** The group of a ServerKeyExchange (RFC 5246, 7.4.3; RFC 8422, 5.4; RFC 4279, 3). @throws Malformed */
export function readKeyExchangeGroup(
  body: Uint8Array,
  { keyExchange, authentication }: Suite,
): { readonly name: string; readonly bits?: number; readonly code?: number } | undefined {
  const cursor = new Cursor(body);
  if (authentication === 'PSK') cursor.vector(2);
  if (keyExchange === 'DHE') return finiteField(cursor.vector(2));
  if (keyExchange !== 'ECDHE') return undefined;
  const namedCurve = 3;
  if (cursor.number(1) !== namedCurve) return { name: 'explicit' };
  const code = cursor.number(2);
  return { ...groupOf(code), code };
}

/** Whether a version code is one that a server may name at all. */
export const isVersion = (code: number): boolean => code >> 8 === versions['TLS 1.0'] >> 8;
