import { createHash } from 'node:crypto';

/** A value of the bench's synthetic child found in something, and the form in which it stood there. */
export interface CanaryFound {
  readonly name: string;
  readonly encoding: string;
}

type Child = Readonly<Record<string, string>> | undefined;

/**
 * Looks for every value of the synthetic child in text or bytes: plain in any case, percent-encoded, base64 at every
 * alignment, base64url, hexadecimal, UTF-16, and as MD5, SHA-1 or SHA-256.
 */
export function canariesIn(content: Uint8Array | string, child: Child): readonly CanaryFound[] {
  const haystack = (typeof content === 'string' ? Buffer.from(content) : Buffer.from(content)).toString('latin1');
  const lower = haystack.toLowerCase();
  return Object.entries(child ?? {}).flatMap(([name, value]) =>
    formsOf(value)
      .filter(({ text, exact }) => (exact ? haystack : lower).includes(exact ? text : text.toLowerCase()))
      .slice(0, 1)
      .map(({ encoding }) => ({ name, encoding })),
  );
}

interface Form {
  readonly encoding: string;
  readonly text: string;
  readonly exact: boolean;
}

const known = new Map<string, readonly Form[]>();

function formsOf(value: string): readonly Form[] {
  const forms = known.get(value) ?? makeForms(value);
  known.set(value, forms);
  return forms;
}

function makeForms(value: string): readonly Form[] {
  const bytes = Buffer.from(value);
  const form = (encoding: string, text: string, exact = false): Form => ({ encoding, text, exact });
  const base64 = [0, 1, 2].map((offset) => inside(bytes, offset));
  const digests = ['md5', 'sha1', 'sha256'].flatMap((algorithm) =>
    [value, value.toLowerCase()].map((text) => form(algorithm, createHash(algorithm).update(text).digest('hex'))),
  );
  return [
    form('plain', bytes.toString('latin1')),
    form('percent', encodeURIComponent(value)),
    form('form', encodeURIComponent(value).replaceAll('%20', '+')),
    form('json', JSON.stringify(value).slice(1, -1)),
    ...base64.map((text) => form('base64', text, true)),
    ...base64.map((text) => form('base64url', text.replaceAll('+', '-').replaceAll('/', '_'), true)),
    form('hex', bytes.toString('hex')),
    form('utf-16', Buffer.from(value, 'utf16le').toString('latin1')),
    ...digests,
  ];
}

// The part of the base64 text that does not depend on the bytes before and after.
function inside(bytes: Buffer, offset: number): string {
  const text = Buffer.concat([Buffer.alloc(offset), bytes])
    .toString('base64')
    .replace(/=+$/, '');
  const start = offset === 0 ? 0 : offset + 1;
  const end = (offset + bytes.length) % 3 === 0 ? text.length : text.length - 1;
  return text.slice(start, end);
}
