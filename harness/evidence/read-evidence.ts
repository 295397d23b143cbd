import { existsSync } from 'node:fs';
import { UserError } from '../../schemas/problem.ts';
import { remember } from '../../schemas/remember.ts';
import { JsonError, parseStrictJson } from '../../schemas/strict-json.ts';
import type { JournalEntry } from '../../schemas/types.ts';
import { blobPath, lendBlob } from './blobs.ts';
import { headOf, type Head } from './chain.ts';
import { journalFile, readJournal } from './journal.ts';
import { misfitOf } from './observation.ts';
import type { Observed } from './store.ts';

/** Evidence whose journal is proved; each observation is proved when it is read. */
export interface Evidence {
  readonly folder: string;
  readonly entries: readonly JournalEntry[];
  readonly head: Head;
  /** The last thing said: `closed`, or gathering is unfinished. */
  readonly finished: boolean;
  /**
   * The observation of an entry.
   * @throws UserError EVIDENCE_MISSING, EVIDENCE_EDITED, or SCHEMA where it does not fit its kind
   */
  readonly observation: (entry: Observed) => Readonly<Record<string, unknown>>;
}

/** Whether something was gathered into this folder. */
export const hasEvidence = (folder: string): boolean => existsSync(journalFile(folder));

/**
 * Reads evidence and proves its journal; `head` is the hash that a report names.
 * @throws UserError FILE where there is none, EVIDENCE_EDITED, EVIDENCE_DROPPED, EVIDENCE_REORDERED, EVIDENCE_TRUNCATED,
 * or EVIDENCE_HEAD
 */
export function readEvidence(folder: string, { head }: { readonly head?: string | undefined } = {}): Evidence {
  const file = journalFile(folder);
  const { entries, tornBytes } = readJournal(folder);
  const finished = entries.at(-1)?.type === 'closed';
  if (entries.length === 0)
    throw new UserError({ code: 'FILE', where: file, problem: 'nothing was gathered', hint: 'toymark gather RUN' });
  if (finished && tornBytes > 0)
    throw new UserError({
      code: 'EVIDENCE_EDITED',
      where: `${file}:${entries.length + 1}:1`,
      problem: `${tornBytes} bytes follow the closing entry`,
      hint: 'Where a gatherer was killed while it went on, toymark gather RUN --resume mends this.',
    });
  const found = headOf(entries);
  if (head !== undefined && head !== found.hash)
    throw new UserError({
      code: 'EVIDENCE_HEAD',
      where: file,
      problem: `expected the head ${head}, got ${found.hash}`,
      hint: 'This is not the evidence that was judged.',
    });
  return { folder, entries, head: found, finished, observation: (entry) => observationOf(folder, entry) };
}

/**
 * Proves every observation and attachment that the journal names, and says how many there are.
 * @throws UserError with every blob that is missing, edited, or does not fit
 */
export function verifyBlobs({ folder, entries, observation }: Evidence): number {
  const observed = entries.flatMap((entry) => (entry.type === 'observed' ? [entry] : []));
  const attached = new Set(observed.flatMap(({ attachments }) => attachments));
  const checks = [
    ...observed.map((entry) => () => void observation(entry)),
    ...[...attached].map((digest) => () => void lendBlob(folder, digest)),
  ];
  const problems = checks.flatMap((check) => {
    try {
      check();
      return [];
    } catch (error) {
      if (error instanceof UserError) return error.problems;
      throw error;
    }
  });
  if (problems.length > 0) throw new UserError(problems);
  return checks.length;
}

const recent = remember<Readonly<Record<string, unknown>>>(500);

function observationOf(folder: string, { kind, observation }: Observed): Readonly<Record<string, unknown>> {
  const where = blobPath(folder, observation);
  // The bytes are proved every time; what they say is remembered by their digest.
  const bytes = lendBlob(folder, observation);
  return recent(`${kind} ${observation}`, () => {
    const value = parsed(bytes, where);
    const misfit = misfitOf(kind, value);
    if (misfit !== undefined) throw new UserError({ code: 'SCHEMA', where, problem: misfit });
    return value as Record<string, unknown>;
  });
}

function parsed(bytes: Buffer, where: string): unknown {
  try {
    return parseStrictJson(bytes);
  } catch (error) {
    if (error instanceof JsonError) throw new UserError({ code: 'SYNTAX', where, problem: error.message });
    throw error;
  }
}
