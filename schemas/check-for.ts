import { createRequire } from 'node:module';
import type { ValidateFunction } from 'ajv/dist/2020.js';
import { called } from './check-calls.ts';

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
