import { canonicalJson } from '../../schemas/canonical-json.ts';
import { JsonError, parseStrictJson } from '../../schemas/strict-json.ts';
import type { EvidenceKind } from '../../schemas/types.ts';
import { validate } from '../../schemas/validate.ts';

/** Canonical bytes of an observation that fits its schema, or why it does not. */
export type Checked = { readonly text: string } | { readonly misfit: string };

const maxLength = 32 * 1024 * 1024;

/** Compares an observation, as it will be stored, with the schema of its kind. */
export function checkObservation(kind: EvidenceKind, observation: unknown): Checked {
  if (observation === null || typeof observation !== 'object') return { misfit: 'an observation is an object' };
  try {
    const text = canonicalJson(observation);
    if (text.length > maxLength) return { misfit: `the observation is longer than ${maxLength} characters` };
    // What is compared is what a reader will read, not what an instrument held in memory.
    const misfit = misfitOf(kind, parseStrictJson(text));
    return misfit === undefined ? { text } : { misfit };
  } catch (error) {
    // A ring of references ends the stack; text that is no Unicode ends the parser.
    if (error instanceof RangeError || error instanceof TypeError || error instanceof JsonError)
      return { misfit: `the observation cannot be written as JSON: ${error.message}` };
    throw error;
  }
}

/** Why a value is no observation of this kind; undefined where it is one. */
export function misfitOf(kind: EvidenceKind, observation: unknown): string | undefined {
  if (kind === 'declaration') return 'the declaration is not observed';
  const [misfit] = validate(`observations/${kind}`, observation);
  if (misfit !== undefined) return `${misfit.path.join('.') || 'the observation'}: ${misfit.message}`;
  return Object.entries(observation as object)
    .map(([table, rows]) => repeated(table, rows))
    .find((problem) => problem !== undefined);
}

/** A row is named by its id, so an id stands for one row. */
function repeated(table: string, rows: unknown): string | undefined {
  if (!Array.isArray(rows)) return undefined;
  const seen = new Set<unknown>();
  for (const { id } of rows as { id: unknown }[]) {
    if (seen.has(id)) return `${table}: the id ${JSON.stringify(id)} occurs twice`;
    seen.add(id);
  }
  return undefined;
}
