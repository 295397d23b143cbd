import { randomBytes } from 'node:crypto';
import { isIP } from 'node:net';
import { number, vector } from './bytes.ts';
import { versions, type RecordVersion } from './versions.ts';

/** What one ClientHello offers. */
export interface Offer {
  readonly version: RecordVersion;
  readonly suites: readonly number[];
  readonly groups: readonly number[];
  /** Server name indication; none for an address (RFC 6066, 3). */
  readonly name?: string | undefined;
  /** Without any extension, for servers that stumble over them; TLS 1.3 cannot do without. */
  readonly plain?: boolean;
  /** A key of x25519 in place of the empty list that asks for a HelloRetryRequest. */
  readonly keyShare?: boolean;
}

const [clientHello, handshake] = [1, 22];
// Every pair of hash and signature in use, also the broken ones: the server is to choose freely.
const signatures = [
  0x0403, 0x0503, 0x0603, 0x0807, 0x0808, 0x0804, 0x0805, 0x0806, 0x0809, 0x080a, 0x080b, 0x0401, 0x0501, 0x0601,
  0x0303, 0x0301, 0x0203, 0x0201, 0x0402, 0x0302, 0x0202, 0x0502, 0x0602, 0x0101, 0x081a, 0x081b, 0x081c, 0x0708,
  0x0709,
];

/** A ClientHello in one record (RFC 8446, 4.1.2; RFC 5246, 7.4.1.2; RFC 6101, 5.6.1.2). */
export function helloRecord(offer: Offer): Buffer {
  const code = versions[offer.version];
  const legacy = Math.min(code, versions['TLS 1.2']);
  const extensions = extensionsOf(offer);
  const body = Buffer.concat([
    number(legacy, 2),
    randomBytes(32),
    vector(1, offer.version === 'TLS 1.3' ? randomBytes(32) : Buffer.alloc(0)),
    vector(2, ...offer.suites.map((suite) => number(suite, 2))),
    vector(1, Buffer.alloc(1)),
    ...(extensions.length === 0 ? [] : [vector(2, ...extensions)]),
  ]);
  const message = Buffer.concat([number(clientHello, 1), vector(3, body)]);
  return Buffer.concat([number(handshake, 1), number(Math.min(code, versions['TLS 1.0']), 2), vector(2, message)]);
}

function extensionsOf(offer: Offer): readonly Buffer[] {
  if (offer.version === 'SSLv3' || (offer.plain === true && offer.version !== 'TLS 1.3')) return [];
  return [...serverName(offer.name), ...keyAgreement(offer.groups), ...since12(offer), ...since13(offer)];
}

const extension = (type: number, content: Uint8Array): Buffer => Buffer.concat([number(type, 2), vector(2, content)]);

function serverName(name: string | undefined): readonly Buffer[] {
  if (name === undefined || isIP(name) !== 0) return [];
  const entry = Buffer.concat([Buffer.alloc(1), vector(2, Buffer.from(name, 'latin1'))]);
  return [extension(0, vector(2, entry))];
}

function keyAgreement(groups: readonly number[]): readonly Buffer[] {
  if (groups.length === 0) return [];
  const list = vector(2, ...groups.map((group) => number(group, 2)));
  return [extension(10, list), extension(11, vector(1, Buffer.from([0, 1, 2])))];
}

function since12({ version }: Offer): readonly Buffer[] {
  if (version !== 'TLS 1.2' && version !== 'TLS 1.3') return [];
  return [extension(13, vector(2, ...signatures.map((scheme) => number(scheme, 2))))];
}

function since13({ version, keyShare }: Offer): readonly Buffer[] {
  if (version !== 'TLS 1.3') return [];
  // Any 32 bytes are a public key of x25519 (RFC 7748, 5).
  const share = keyShare === true ? Buffer.concat([number(29, 2), vector(2, randomBytes(32))]) : Buffer.alloc(0);
  return [extension(43, vector(1, number(versions['TLS 1.3'], 2))), extension(51, vector(2, share))];
}
