import { createHash } from 'node:crypto';
import type { Declared } from '../../../schemas/types.ts';

/** A value that anybody near the toy can read: printed on it, or sent by its radio. */
export interface Identifier {
  /** As in `unit-1 serial`; never the value. */
  readonly name: string;
  readonly value: string;
}

interface Match {
  readonly identifier: string;
  readonly how: string;
}

/** Shorter identifiers, or shorter parts of a hash, occur by chance. */
const fewestCharacters = 4;
const fewestOfHash = 8;

/** Serial numbers and radio addresses of all units, and the model's names. */
export function publicIdentifiers({ product }: Declared): readonly Identifier[] {
  const { model, modelNumber } = product;
  return [
    ...product.units.flatMap(({ id, serial, radioAddresses = [] }) => [
      { name: `${id} serial`, value: serial },
      ...radioAddresses.map((value, index) => ({ name: `${id} radio address ${index + 1}`, value })),
    ]),
    { name: 'model number', value: modelNumber },
    { name: 'model', value: model },
  ];
}

/** How a value could be told from public identifiers: contained, reversed, in part, or as a plain hash. */
export function matchesOf(value: string, identifiers: readonly Identifier[]): readonly Match[] {
  return identifiers.flatMap(({ name, value: identifier }) => {
    const how = howDerived(value, identifier);
    return how === undefined ? [] : [{ identifier: name, how }];
  });
}

function howDerived(value: string, identifier: string): string | undefined {
  const [lean, plain] = [leanOf(value), leanOf(identifier)];
  if (plain.length >= fewestCharacters) {
    const backwards = Array.from(plain).reverse().join('');
    if (lean === plain) return 'equal';
    if (lean.includes(plain)) return 'contained';
    if (lean.includes(backwards)) return 'contained, reversed';
    // The last six or eight characters of an address are a favourite.
    if (lean.length >= 6 && plain.includes(lean)) return 'part of the identifier';
    if (lean.length >= 6 && backwards.includes(lean)) return 'part of the identifier, reversed';
  }
  return hashed(value, identifier);
}

const leanOf = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{Nd}]/gu, '');

function hashed(value: string, identifier: string): string | undefined {
  for (const form of formsOf(identifier))
    for (const algorithm of ['md5', 'sha1', 'sha256'])
      for (const encoding of ['hex', 'base64', 'base64url'] as const) {
        const digest = createHash(algorithm).update(form).digest(encoding);
        const [found, whole] = encoding === 'hex' ? [leanOf(value), digest] : [value, digest.replace(/=+$/, '')];
        if (found.includes(whole)) return `${algorithm} in ${encoding}`;
        if (found.length >= fewestOfHash && whole.startsWith(found)) return `start of ${algorithm} in ${encoding}`;
      }
  return undefined;
}

// With and without separators, in either case: what a factory's script may have hashed.
function formsOf(identifier: string): readonly string[] {
  const forms = [identifier, identifier.replace(/[^\p{L}\p{Nd}]/gu, '')];
  return [...new Set(forms.flatMap((form) => [form, form.toLowerCase(), form.toUpperCase()]))].filter(Boolean);
}
