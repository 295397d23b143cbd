import { formsOf, type Form } from './forms.ts';
import { ManyPatterns } from './search.ts';
import { largestUnpacked, unpack } from './unpack.ts';

/** A value of the bench's synthetic family found in something, and the form in which it stood there. */
export interface CanaryFound {
  readonly name: string;
  /** What was done to it, the outermost first, joined by a plus: `plain`, `base64`, `gzip+json`, `base64+sha256`. */
  readonly encoding: string;
}

/** Values of the synthetic family, by name. */
export type Canaries = Readonly<Record<string, string>>;

/** How many packings are undone one inside the other. */
const deepest = 2;
/** Octets that are unpacked for one search, all together. */
const mostUnpacked = 32_000_000;

/**
 * Looks for every value of the synthetic family in text or bytes: plain in any case, reversed, escaped, in UTF-16,
 * base64 at every alignment, base64url, hexadecimal, compressed, as MD5, SHA-1 or SHA-256 of the usual spellings, and
 * packed twice in these ways. Each value is named once for each form in which it stands there.
 */
export function canariesIn(content: Uint8Array | string, canaries: Canaries | undefined): readonly CanaryFound[] {
  const search = searchFor(canaries ?? {});
  if (search.forms.length === 0) return [];
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const found = new Map<string, CanaryFound>();
  let budget = mostUnpacked;
  const look = (inner: Uint8Array, outer: readonly string[]): void => {
    for (const { name, encoding } of standing(search, inner)) {
      const path = [...outer, ...encoding.filter((step) => step !== 'plain')];
      const words = path.length === 0 ? 'plain' : path.join('+');
      found.set(`${name} ${words}`, { name, encoding: words });
    }
    if (outer.length >= deepest || inner.length > largestUnpacked) return;
    for (const unpacked of unpack(inner)) {
      if (unpacked.bytes.length < 6 || (budget -= unpacked.bytes.length) < 0) continue;
      look(unpacked.bytes, [...outer, unpacked.encoding]);
    }
  };
  look(bytes, []);
  return shortestPaths([...found.values()]);
}

interface Search {
  readonly forms: readonly (Form & { readonly name: string })[];
  readonly patterns: ManyPatterns;
}

const searches = new Map<string, Search>();

// Building the automaton takes some milliseconds; a bench has one family.
function searchFor(canaries: Canaries): Search {
  const key = JSON.stringify(canaries);
  const known = searches.get(key) ?? build(canaries);
  if (searches.size > 20) searches.clear();
  searches.set(key, known);
  return known;
}

function build(canaries: Canaries): Search {
  const forms = Object.entries(canaries).flatMap(([name, value]) => formsOf(value).map((form) => ({ ...form, name })));
  return { forms, patterns: new ManyPatterns(forms.map(({ bytes }) => bytes)) };
}

function* standing({ forms, patterns }: Search, bytes: Uint8Array): Iterable<Form & { readonly name: string }> {
  for (const { pattern, start } of patterns.matches(bytes)) {
    const form = forms[pattern];
    if (form !== undefined && (!form.exact || equalAt(bytes, start, form.bytes))) yield form;
  }
}

function equalAt(bytes: Uint8Array, start: number, wanted: Uint8Array): boolean {
  for (let at = 0; at < wanted.length; at++) if (bytes[start + at] !== wanted[at]) return false;
  return true;
}

// What stands there in base64 is also seen after undoing the base64; it is told once, in the fewest steps.
function shortestPaths(found: readonly CanaryFound[]): readonly CanaryFound[] {
  const best = new Map<string, CanaryFound>();
  for (const one of found) {
    const key = `${one.name} ${bared(one)}`;
    const before = best.get(key);
    if (before === undefined || stepsOf(one).length < stepsOf(before).length) best.set(key, one);
  }
  return [...best.values()];
}

const stepsOf = ({ encoding }: CanaryFound): readonly string[] => (encoding === 'plain' ? [] : encoding.split('+'));

// Escapes hide nothing, and a digest is usually written in hexadecimal.
const digests = new Set(['md5', 'sha1', 'sha256']);
const harmless = new Set(['percent', 'form', 'json', 'html', 'quoted-printable', 'latin-1']);
const bared = (one: CanaryFound) =>
  stepsOf(one)
    .filter((step, at, steps) => !harmless.has(step) && !(step === 'hex' && digests.has(steps[at + 1] ?? '')))
    .map((step) => (step === 'base64url' ? 'base64' : step))
    .join('+');
