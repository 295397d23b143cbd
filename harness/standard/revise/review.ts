import { readFileSync } from 'node:fs';
import { load } from '../../../schemas/load.ts';
import { UserError } from '../../../schemas/problem.ts';
import { ownStandard, requirementFiles } from '../../../schemas/read-standard.ts';
import { reviewState, statementDigest } from '../../../schemas/statement-digest.ts';
import { closest } from '../../../schemas/validate.ts';
import { replaceFile } from '../../evidence/files.ts';
import { withItem } from './yaml-text.ts';

/** Who read which statements beside their test cases, and what was found. */
export interface Reading {
  /** Ids of requirements; every one that is suspect or was never reviewed where `all`. */
  readonly ids: readonly string[] | 'all';
  readonly by: string;
  readonly because: string;
  /** Calendar day. */
  readonly on: string;
}

/** What a review wrote down. */
export interface Reviewed {
  readonly reviewed: readonly string[];
  /** Their present statement was reviewed before; nothing was written. */
  readonly already: readonly string[];
}

/**
 * Writes into each requirement who read its present statement beside its test cases. Only the entry is added; the rest of
 * the file keeps its bytes.
 * @throws UserError UNKNOWN_NAME, before anything is written
 */
export function review({ ids, by, because, on }: Reading, folder: string = ownStandard): Reviewed {
  const files = requirementFiles(folder);
  const chosen = (ids === 'all' ? [...files.keys()] : ids).map((id) => [id, fileOf(id, files)] as const);
  const states = chosen.map(([id, file]) => {
    const { value } = load('requirement', file);
    return { id, file, value, state: reviewState(value) };
  });
  const open = states.filter(({ state }) => state !== 'reviewed');
  for (const { file, value } of open) {
    const entry = { on, by, statement: statementDigest(value), because };
    replaceFile(file, withItem(readFileSync(file, 'utf8'), 'reviews', entry), `${file}.part`);
  }
  return {
    reviewed: open.map(({ id }) => id),
    already: states.filter(({ state }) => state === 'reviewed').map(({ id }) => id),
  };
}

function fileOf(id: string, files: ReadonlyMap<string, string>): string {
  const file = files.get(id);
  if (file !== undefined) return file;
  const near = closest(id, [...files.keys()]);
  const hint = near === undefined ? 'toymark standard list names them.' : `Is "${near}" meant?`;
  throw new UserError({ code: 'UNKNOWN_NAME', where: id, problem: 'no such requirement', hint }, 64);
}
