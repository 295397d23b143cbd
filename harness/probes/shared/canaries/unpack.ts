import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';

/** Bytes that were packed in others, and how. */
export interface Unpacked {
  readonly encoding: string;
  readonly bytes: Uint8Array;
}

/** Nothing that unpacks to more than this many octets is unpacked further than this. */
export const largestUnpacked = 8_000_000;

/**
 * What can be unpacked from bytes by one step: escapes undone in all of it, runs of base64, base64url and hexadecimal,
 * and the whole where it is compressed. Bounded in number and size.
 */
export function unpack(bytes: Uint8Array): readonly Unpacked[] {
  const compressed = decompressed(bytes);
  if (compressed !== undefined && says.has(compressed.encoding)) return [compressed];
  // What does not say that it is compressed may look so by chance, and be text all the same.
  const guessed = compressed === undefined ? [] : [compressed];
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  return [...guessed, ...unescaped(text), ...runs(text)];
}

/** Bytes whose packing a header names: `gzip`, `deflate`, `br`, as they are where it is another or broken. */
export function decoded(bytes: Uint8Array, coding: string | undefined): Uint8Array {
  return (coding ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .reduceRight((inner, name) => attempts(inner, codings.get(name) ?? []) ?? inner, bytes);
}

const says: ReadonlySet<string> = new Set(['gzip']);

type Open = (bytes: Uint8Array) => Uint8Array;

const options = { maxOutputLength: largestUnpacked };
const gunzip: Open = (bytes) => gunzipSync(bytes, options);
const inflate: Open = (bytes) => inflateSync(bytes, options);
const inflateRaw: Open = (bytes) => inflateRawSync(bytes, options);
const unbrotli: Open = (bytes) => brotliDecompressSync(bytes, options);

const codings = new Map<string, readonly Open[]>([
  ['gzip', [gunzip]],
  ['x-gzip', [gunzip]],
  ['deflate', [inflate, inflateRaw]],
  ['br', [unbrotli]],
]);

function attempts(bytes: Uint8Array, ways: readonly Open[]): Uint8Array | undefined {
  for (const open of ways)
    try {
      return open(bytes);
    } catch {
      // It is not packed this way.
    }
  return undefined;
}

// gzip and zlib say what they are (RFC 1952, 2.3.1; RFC 1950, 2.2); brotli and raw deflate have to be tried.
function decompressed(bytes: Uint8Array): Unpacked | undefined {
  const [first = 0, second = 0] = bytes;
  const zlib = (first & 0x0f) === 8 && (first * 256 + second) % 31 === 0;
  const ways: readonly (readonly [string, Open])[] =
    first === 0x1f && second === 0x8b
      ? [['gzip', gunzip]]
      : [...(zlib ? [['deflate', inflate] as const] : []), ...silent(bytes)];
  for (const [encoding, open] of ways) {
    const inner = attempts(bytes, [open]);
    if (inner !== undefined && inner.length >= 6) return { encoding, bytes: inner };
  }
  return undefined;
}

function silent(bytes: Uint8Array): readonly (readonly [string, Open])[] {
  const binary = bytes.length >= 8 && bytes.subarray(0, 256).some((byte) => byte < 9 || byte > 126);
  return binary
    ? [
        ['br', unbrotli],
        ['deflate', inflateRaw],
      ]
    : [];
}

function unescaped(text: string): readonly Unpacked[] {
  const undone: [string, string][] = [];
  if (/%[0-9a-f]{2}/i.test(text))
    undone.push(['percent', text.replaceAll('+', ' ').replaceAll(/%([0-9a-f]{2})/gi, (_, hex: string) => octet(hex))]);
  if (/\\["\\/bfnrtu]/.test(text)) undone.push(['json', withoutBackslashes(text)]);
  if (/&(?:#x?[0-9a-f]{1,6}|amp|lt|gt|quot);/i.test(text)) undone.push(['html', withoutEntities(text)]);
  if (/=[0-9A-F]{2}/.test(text) && /=\r?\n|=[0-9A-F]{2}=[0-9A-F]{2}/.test(text))
    undone.push([
      'quoted-printable',
      text.replaceAll(/=\r?\n/g, '').replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => octet(hex)),
    ]);
  return undone.map(([encoding, inner]) => ({ encoding, bytes: Buffer.from(inner, 'latin1') }));
}

const withoutBackslashes = (text: string) =>
  text
    .replaceAll(/\\u([0-9a-f]{4})/gi, (_, hex: string) => point(hex, 16))
    .replaceAll(/\\x([0-9a-f]{2})/gi, (_, hex: string) => octet(hex))
    .replaceAll(/\\(["\\/])/g, '$1');

const withoutEntities = (text: string) =>
  text
    .replaceAll(/&#x([0-9a-f]{1,6});/gi, (_, hex: string) => point(hex, 16))
    .replaceAll(/&#(\d{1,7});/g, (_, digits: string) => point(digits, 10))
    .replaceAll(/&(amp|lt|gt|quot);/g, (_, name: 'amp' | 'lt' | 'gt' | 'quot') => entities[name]);

const entities = { amp: '&', lt: '<', gt: '>', quot: '"' } as const;

const octet = (digits: string): string => String.fromCharCode(Number.parseInt(digits, 16));

// Text is held as one character for each octet, so that a character above is written as its octets in UTF-8.
function point(digits: string, base: number): string {
  const number = Number.parseInt(digits, base);
  return number > 0x10ffff ? '' : Buffer.from(String.fromCodePoint(number)).toString('latin1');
}

const mostRuns = 400;

function runs(text: string): readonly Unpacked[] {
  const found: Unpacked[] = [];
  for (const [run] of text.matchAll(/(?:[0-9a-f]{2}){8,}/gi)) {
    if (found.length >= mostRuns) break;
    found.push({ encoding: 'hex', bytes: Buffer.from(run, 'hex') });
  }
  for (const [run] of text.matchAll(/[A-Za-z0-9+/_-]{12,}/g)) {
    if (found.length >= 2 * mostRuns) break;
    if (!looksPacked(run)) continue;
    const url = /[-_]/.test(run);
    // Something before it may belong to the same alphabet; then it begins one, two or three characters later.
    const offsets = run.length <= 4000 ? [0, 1, 2, 3] : [0];
    for (const offset of offsets)
      found.push({ encoding: url ? 'base64url' : 'base64', bytes: Buffer.from(run.slice(offset), 'base64') });
  }
  return found;
}

// The names in a script are runs of the same alphabet; text in base64 has capitals, small letters and something else.
const looksPacked = (run: string) => /[A-Z]/.test(run) && /[a-z]/.test(run) && /[\d+/_-]/.test(run);
