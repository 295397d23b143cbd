import { createHash } from 'node:crypto';

/** One way in which a value can stand somewhere: the bytes to look for, and what was done to the value. */
export interface Form {
  /** What was done to the value, the last thing first: `['base64', 'utf-16']`. */
  readonly encoding: readonly string[];
  readonly bytes: Uint8Array;
  /** Capitals and small letters differ. */
  readonly exact: boolean;
}

/**
 * Every form in which a value is looked for directly: its usual spellings as text, reversed, in UTF-16 and Latin-1, in
 * base64 and base64url whatever stands before it, in hexadecimal, escaped, and its digests. What is packed more than once
 * is unpacked first; see `unpack.ts`.
 */
export function formsOf(value: string): readonly Form[] {
  const spellings = spellingsOf(value);
  const cased = [...new Set([...spellings, ...spellings.flatMap(inOtherCase)])];
  const forms = [...cased.flatMap(written), ...cased.flatMap(turned), ...digestTexts(spellings).flatMap(digests)];
  const known = new Map<string, Form>();
  for (const each of forms.filter(({ bytes }) => bytes.length >= shortest)) {
    const key = `${Buffer.from(each.bytes).toString('latin1')} ${each.exact}`;
    if (!known.has(key)) known.set(key, each);
  }
  return [...known.values()];
}

// The search takes capitals and small letters of ASCII for the same; those of other letters stand in octets of their own.
const inOtherCase = (spelling: string): readonly string[] =>
  /[^\0-\x7f]/.test(spelling) ? [spelling.toLowerCase(), spelling.toUpperCase()] : [];

// Shorter than this, text is found by chance.
const shortest = 6;

/** Usual spellings of a value: as it is, composed otherwise, without accents; a day and a telephone number as people write them. */
export function spellingsOf(value: string): readonly string[] {
  const plain = value.trim();
  const bare = plain.normalize('NFD').replaceAll(/\p{M}/gu, '');
  const spellings = [plain, plain.normalize('NFC'), plain.normalize('NFD'), bare, ...days(plain), ...numbers(plain)];
  return [...new Set(spellings)];
}

function days(value: string): readonly string[] {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value) ?? [];
  if (year === undefined || month === undefined || day === undefined) return [];
  const orders = [
    [day, month, year],
    [month, day, year],
    [year, month, day],
  ];
  const joined = orders.flatMap((parts) => ['.', '/', '-', ''].map((mark) => parts.join(mark)));
  const short = [`${Number(day)}.${Number(month)}.${year}`, `${Number(month)}/${Number(day)}/${year}`];
  return [...joined, ...short];
}

function numbers(value: string): readonly string[] {
  if (!/^\+?[\d\s()/.-]{7,}$/.test(value)) return [];
  const digits = value.replaceAll(/\D/g, '');
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? [] : [digits];
}

const form = (encoding: readonly string[], bytes: Uint8Array | string, exact = false): Form => ({
  encoding,
  bytes: typeof bytes === 'string' ? Buffer.from(bytes) : bytes,
  exact,
});

function written(spelling: string): readonly Form[] {
  const bytes = Buffer.from(spelling);
  const wide = Buffer.from(spelling, 'utf16le');
  const small = Buffer.from(spelling.toLowerCase());
  return [
    form(['plain'], bytes),
    form(['percent'], encodeURIComponent(spelling)),
    form(['form'], encodeURIComponent(spelling).replaceAll('%20', '+')),
    form(['json'], JSON.stringify(spelling).slice(1, -1)),
    form(['latin-1'], Buffer.from(spelling, 'latin1')),
    form(['utf-16'], wide),
    form(['utf-16'], Buffer.from(wide).swap16()),
    form(['hex'], bytes.toString('hex')),
    form(['hex'], small.toString('hex')),
    ...base64Forms([], bytes),
    ...base64Forms([], small),
    ...base64Forms(['utf-16'], wide),
  ];
}

function turned(spelling: string): readonly Form[] {
  const reversed = Array.from(spelling).reverse().join('');
  return [form(['reversed'], reversed), ...base64Forms(['reversed'], Buffer.from(reversed))];
}

// The part of the base64 text that does not depend on the bytes before and after (RFC 4648, 4 and 5).
function base64Forms(inner: readonly string[], bytes: Buffer): readonly Form[] {
  return [0, 1, 2].flatMap((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const end = (offset + bytes.length) % 3 === 0 ? text.length : text.length - 1;
    const inside = text.slice(offset === 0 ? 0 : offset + 1, end);
    return [
      form(['base64', ...inner], inside, true),
      form(['base64url', ...inner], inside.replaceAll('+', '-').replaceAll('/', '_'), true),
    ];
  });
}

// What those who match customers by digests do before: trim, small letters, no spaces, digits alone.
function digestTexts(spellings: readonly string[]): readonly string[] {
  const texts = spellings.flatMap((text) => [text, text.toLowerCase(), text.toUpperCase(), text.replaceAll(/\s/g, '')]);
  return [...new Set([...texts, ...texts.map((text) => text.toLowerCase().replaceAll(/[^\p{L}\p{N}@.+]/gu, ''))])];
}

function digests(text: string): readonly Form[] {
  return ['md5', 'sha1', 'sha256'].flatMap((algorithm) => {
    const digest = createHash(algorithm).update(text).digest();
    return [
      form([algorithm], digest.toString('hex')),
      form([algorithm], digest, true),
      form(['base64', algorithm], digest.toString('base64').replace(/=+$/, ''), true),
      form(['base64url', algorithm], digest.toString('base64url'), true),
    ];
  });
}
