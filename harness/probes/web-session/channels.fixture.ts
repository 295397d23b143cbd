import { createHash } from 'node:crypto';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';

type Pack = (value: string) => string | Buffer;

const json = (value: string) => JSON.stringify({ user: { name: value }, n: 7 });
const base64 = (bytes: string | Buffer) => Buffer.from(bytes).toString('base64');
const base64url = (bytes: string | Buffer) => Buffer.from(bytes).toString('base64url');
const hex = (bytes: string | Buffer) => Buffer.from(bytes).toString('hex');
const digest = (algorithm: string, text: string) => createHash(algorithm).update(text).digest();
const small = (value: string) => value.trim().toLowerCase();
const utf16 = (value: string) => Buffer.from(value, 'utf16le');
const swapped = (value: string) =>
  value.replaceAll(/\p{L}/gu, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  );

/** Every packing in which a value of the family is to be found, as those write it who send it. */
export const packings: Readonly<Record<string, Pack>> = {
  plain: (value) => value,
  'capitals and small letters swapped': swapped,
  'back to front': (value) => Array.from(value).reverse().join(''),
  'URL escapes': encodeURIComponent,
  'form escapes': (value) => new URLSearchParams({ name: value }).toString(),
  'JSON escapes': (value) =>
    json(value).replace(/[^ -~]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`),
  base64: (value) => base64(json(value)),
  base64url: (value) => base64url(`>>>???${json(value)}`),
  hexadecimal: hex,
  gzip: (value) => gzipSync(json(value)),
  deflate: (value) => deflateSync(json(value)),
  'raw deflate': (value) => deflateRawSync(json(value)),
  brotli: (value) => brotliCompressSync(json(value)),
  'UTF-16, little end first': utf16,
  'UTF-16, big end first': (value) => utf16(value).swap16(),
  'MD5 of small letters': (value) => hex(digest('md5', small(value))),
  'SHA-1 of capitals': (value) => hex(digest('sha1', value.toUpperCase())),
  'SHA-256 as it is': (value) => hex(digest('sha256', value)),
  'SHA-256 without spaces, in base64': (value) => base64(digest('sha256', value.replaceAll(' ', ''))),
  'SHA-256 in octets': (value) => digest('sha256', small(value)),
  'gzip in base64': (value) => base64url(gzipSync(json(value))),
  'base64 in base64': (value) => base64(base64(json(value))),
  'base64 in hexadecimal': (value) => hex(base64(json(value))),
  'URL escapes in JSON': (value) => JSON.stringify({ q: encodeURIComponent(value) }),
  'a digest in gzip': (value) => gzipSync(hex(digest('sha256', small(value)))),
  'JSON in gzip in base64, with a digest': (value) =>
    base64(gzipSync(JSON.stringify({ id: hex(digest('md5', small(value))) }))),
};

/** Ways on which a page sends or keeps something, and where a sighting of it stands. */
export const channels = {
  request: 'body',
  frame: 'body',
  worker: 'body',
  shared: 'body',
  service: 'body',
  beacon: 'body',
  socket: 'frame',
  address: 'address',
  header: 'header',
  cookie: 'cookie',
  local: 'storage',
  session: 'storage',
  database: 'storage',
  cache: 'storage',
} as const;

export type Channel = keyof typeof channels;

/** These hold text alone; octets are written in base64 there, as pages do. */
const textOnly: ReadonlySet<string> = new Set<Channel>(['address', 'header', 'cookie', 'local', 'session']);

/** One thing to be sent, with the name of the value that is in it. */
export interface Parcel {
  readonly name: string;
  readonly text?: string;
  readonly octets?: string;
}

const names = Object.keys(packings);

/** The value that goes on one way in one packing; each is another, so that none is taken for another. */
export const valueOf = (channel: Channel, packing: string): string =>
  `Quillfeather ${channel} Pl\u00fbm ${names.indexOf(packing) + 1000}`;

export const nameOf = (channel: Channel, packing: string): string => `${channel}${names.indexOf(packing)}`;

/** Everything that goes on one way. */
export const parcelsOf = (channel: Channel): readonly Parcel[] =>
  Object.entries(packings).map(([packing, pack]) => {
    const name = nameOf(channel, packing);
    const packed = pack(valueOf(channel, packing));
    if (typeof packed === 'string') return { name, text: packed };
    return textOnly.has(channel) ? { name, text: base64url(packed) } : { name, octets: base64(packed) };
  });

/** The synthetic family whose values go on every way in every packing. */
export const everyValue: Readonly<Record<string, string>> = Object.fromEntries(
  (Object.keys(channels) as Channel[]).flatMap((channel) =>
    names.map((packing) => [nameOf(channel, packing), valueOf(channel, packing)] as const),
  ),
);
