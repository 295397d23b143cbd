import { hash } from 'node:crypto';

/** JSON with sorted names, two spaces and a final newline: the same value always gives the same bytes. */
export function canonicalJson(value: unknown): string {
  return `${JSON.stringify(sorted(value), null, 2)}\n`;
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
  if (Array.isArray(value)) return value.some(isNested) ? value.map(sorted) : value;
  const object = value as Record<string, unknown>;
  const names = Object.keys(object);
  // Most objects are rows of a table, in order already.
  const inOrder = names.every((name, at) => at === 0 || (names[at - 1] ?? '') < name);
  if (inOrder && !names.some((name) => isNested(object[name]))) return value;
  const result: Record<string, unknown> = {};
  for (const name of names.sort()) {
    // Set in the plain way it would become the prototype, and be gone from the text.
    if (name === '__proto__') Object.defineProperty(result, name, { value: sorted(object[name]), enumerable: true });
    else result[name] = sorted(object[name]);
  }
  return result;
}

const isNested = (value: unknown): boolean => value !== null && typeof value === 'object';
