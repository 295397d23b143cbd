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
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const object = value as Record<string, unknown>;
  const result: Record<string, unknown> = {};
  for (const name of Object.keys(object).sort()) {
    // Set in the plain way it would become the prototype, and be gone from the text.
    if (name === '__proto__') Object.defineProperty(result, name, { value: sorted(object[name]), enumerable: true });
    else result[name] = sorted(object[name]);
  }
  return result;
}
