import { hash } from 'node:crypto';

/** JSON with sorted names, two spaces and a final newline: the same value always gives the same bytes. */
export function canonicalJson(value: unknown): string {
  return `${withoutNewline(value)}\n`;
}

/** The same without the newline: to add one, a long text is copied when it is read. */
export function withoutNewline(value: unknown): string {
  return JSON.stringify(sorted(value), null, 2);
}

/** The same on one line, for journals. */
export function canonicalLine(value: unknown): string {
  return JSON.stringify(sorted(value));
}

/** `sha256:` and the digest of the bytes in lower-case hexadecimal. */
export function digestOf(bytes: string | Uint8Array): string {
  return `sha256:${hash('sha256', bytes, 'hex')}`;
}

function sorted(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (isSorted(value)) return value;
  if (Array.isArray(value)) return value.map(sorted);
  const object = value as Record<string, unknown>;
  const names = Object.keys(object);
  const result: Record<string, unknown> = {};
  for (const name of names.sort()) {
    // Set in the plain way it would become the prototype, and be gone from the text.
    if (name === '__proto__') Object.defineProperty(result, name, { value: sorted(object[name]), enumerable: true });
    else result[name] = sorted(object[name]);
  }
  return result;
}

// Most of what is written was sorted before, or is rows of a table; it needs no copy.
function isSorted(value: unknown): boolean {
  if (value === null || typeof value !== 'object') return true;
  if (Array.isArray(value)) return value.every(isSorted);
  let before = '';
  for (const name of Object.keys(value)) {
    if (name < before) return false;
    before = name;
  }
  return Object.values(value).every(isSorted);
}
