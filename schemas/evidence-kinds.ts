import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from './package-root.ts';

const folder = join(packageRoot, 'schemas', 'observations');
const ending = '.schema.json';

/** Kinds of evidence that have a schema; `declaration` is the declaration itself. */
export function evidenceKinds(): readonly string[] {
  const files = readdirSync(folder).filter((file) => file.endsWith(ending));
  return ['declaration', ...files.map((file) => file.replace(ending, ''))].sort();
}

// A journal names kinds on every line, so the file system is asked once for each.
const known = new Set(['declaration']);

/** Whether something is called as one of them. */
export function isEvidenceKind(kind: string): boolean {
  if (!known.has(kind) && /^[a-z-]{1,60}$/.test(kind) && existsSync(join(folder, kind + ending))) known.add(kind);
  return known.has(kind);
}
