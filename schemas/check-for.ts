import { createRequire } from 'node:module';
import type { ValidateFunction } from 'ajv/dist/2020.js';
import { isEvidenceKind } from './evidence-kinds.ts';
import { rowsAt } from './rows-at.ts';
import { isUtcTime } from './utc-time.ts';

/** What the code of a check calls by these names. */
export const called = {
  formats: {
    'utc-time': isUtcTime,
    date: (day: string) => isUtcTime(`${day}T00:00:00Z`),
    'evidence-kind': isEvidenceKind,
  },
  /** `refersTo: ixit.services`: the value is the id of a row of that table of the same document. */
  refersTo: (root: unknown, tablePath: string, value: string): boolean =>
    rowsAt(root, tablePath).some((row) => row.id === value),
};

const read = createRequire(import.meta.url);
const checks = new Map<string, ValidateFunction>();

/** The check of a schema by its name; the build has made its code. */
export function checkFor(schema: string): ValidateFunction {
  const known = checks.get(schema);
  if (known !== undefined) return known;
  if (!/^[a-z-]+(?:\/[a-z-]+)?$/.test(schema)) throw new Error(`no schema is called ${schema}`);
  const make = read(`./checks/${schema}.cjs`) as (by: typeof called) => ValidateFunction;
  const check = make(called);
  checks.set(schema, check);
  return check;
}
