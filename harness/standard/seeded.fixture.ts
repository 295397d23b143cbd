import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ProblemCode } from '../../schemas/problem.ts';

/** A fault that somebody could make in a copy of the standard, and the codes by which the check names it. */
export interface Fault {
  readonly what: string;
  readonly edits: readonly Edit[];
  /** Every code that is found, each once, in the order of the alphabet. */
  readonly codes: readonly ProblemCode[];
}

/** A text in a file that is put in the place of another; `from` absent writes the file, `to` absent takes it away. */
export interface Edit {
  readonly file: string;
  readonly from?: string | RegExp;
  readonly to?: string;
}

/** A fault of one edit. */
export const fault = (what: string, codes: ProblemCode | readonly ProblemCode[], ...edits: readonly Edit[]): Fault => ({
  what,
  edits,
  codes: typeof codes === 'string' ? [codes] : codes,
});

/** Where a requirement stands. */
export const of = (id: string): string => `requirements/${id.replace(/-.*/, '').toLowerCase()}/${id}.yaml`;

/**
 * Makes the edits in a copy of the standard and returns what undoes them.
 * @throws Error where a text is not there any more, so that no fault silently turns into none
 */
export function seed(folder: string, edits: readonly Edit[]): () => void {
  const before = edits.map(({ file }) => {
    const path = join(folder, file);
    return { path, bytes: existsSync(path) ? readFileSync(path) : undefined };
  });
  for (const edit of edits) make(folder, edit);
  return () => {
    for (const { path, bytes } of before.toReversed())
      if (bytes === undefined) rmSync(path, { force: true });
      else writeFileSync(path, bytes);
  };
}

function make(folder: string, { file, from, to }: Edit): void {
  const path = join(folder, file);
  if (to === undefined) {
    rmSync(path);
    return;
  }
  mkdirSync(dirname(path), { recursive: true });
  const text = from === undefined ? '' : readFileSync(path, 'utf8');
  // A function, so that no `$` in a text is taken for a group.
  const changed = from === undefined ? to : text.replace(from, () => to);
  if (changed === text) throw new Error(`${file} does not hold ${String(from)}`);
  writeFileSync(path, changed);
}
