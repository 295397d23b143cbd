import { canonicalLine, digestOf } from '../../schemas/canonical-json.ts';
import { remember } from '../../schemas/remember.ts';
import { UserError, type Problem } from '../../schemas/problem.ts';
import { JsonError, parseStrictJson } from '../../schemas/strict-json.ts';
import type { JournalEntry } from '../../schemas/types.ts';
import { validate } from '../../schemas/validate.ts';

/** How long a journal is and the hash of its last entry. Whoever knows the head knows whether anything was changed. */
export interface Head {
  readonly entries: number;
  readonly hash: string;
}

/** What every entry gets when it is chained. */
export type Link = 'seq' | 'previous' | 'hash';
type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
/** An entry that is not chained yet. */
export type Unchained = Without<JournalEntry, Link>;

/** The head of a journal without entries. */
export const beginning: Head = { entries: 0, hash: `sha256:${'0'.repeat(64)}` };

/** Chains an entry to the ones before it. */
export function chained(entry: Unchained, head: Head): JournalEntry {
  const linked = { ...entry, seq: head.entries, previous: head.hash };
  return { ...linked, hash: hashOf(linked) };
}

/** SHA-256 of the entry without its hash, as canonical JSON on one line. */
export function hashOf(entry: object): string {
  const rest: Record<string, unknown> = { ...entry };
  delete rest['hash'];
  return digestOf(canonicalLine(rest));
}

export const headOf = (entries: readonly JournalEntry[]): Head => ({
  entries: entries.length,
  hash: entries.at(-1)?.hash ?? beginning.hash,
});

/** A journal as read. */
export interface Chain {
  readonly entries: readonly JournalEntry[];
  /** Bytes of whole lines; a torn line may follow. */
  readonly wholeBytes: number;
  /** Bytes after the last line end: what a killed gatherer had begun to write. */
  readonly tornBytes: number;
}

/**
 * Reads the lines of a journal and proves that none was edited, dropped or moved.
 * @throws UserError EVIDENCE_EDITED, EVIDENCE_DROPPED, EVIDENCE_REORDERED, or SCHEMA
 */
export function readChain(bytes: Buffer, file: string): Chain {
  return recent(`${digestOf(bytes)} ${file}`, () => proveChain(bytes, file));
}

// The same bytes are proved once, however often the run is judged.
const recent = remember<Chain>(20);

function proveChain(bytes: Buffer, file: string): Chain {
  const wholeBytes = bytes.lastIndexOf(0x0a) + 1;
  const lines = bytes.subarray(0, wholeBytes).toString('latin1').split('\n').slice(0, -1);
  const entries = lines.map((line, index) => readLine(Buffer.from(line, 'latin1'), `${file}:${index + 1}:1`));
  checkOrder(entries, file);
  checkLife(entries, file);
  return { entries, wholeBytes, tornBytes: bytes.length - wholeBytes };
}

function readLine(line: Buffer, where: string): JournalEntry {
  const entry = parse(line, where);
  if (entry === null || typeof entry !== 'object' || Array.isArray(entry)) throw edited(where, 'this line is no entry');
  if (canonicalLine(entry) !== line.toString('utf8') || (entry as { hash?: unknown }).hash !== hashOf(entry))
    throw edited(where, 'this line does not have the hash it names');
  const [misfit] = validate('journal-entry', entry);
  if (misfit !== undefined) throw bad('SCHEMA', where, misfit.message);
  return entry as JournalEntry;
}

function parse(line: Buffer, where: string): unknown {
  try {
    return parseStrictJson(line);
  } catch (error) {
    if (error instanceof JsonError) throw edited(where, `this line is no entry: ${error.message}`);
    throw error;
  }
}

// Each line is genuine by itself; now their order. A gap in the numbers is a dropped line, the same numbers otherwise
// placed are reordered lines.
function checkOrder(entries: readonly JournalEntry[], file: string): void {
  const at = entries.findIndex(({ seq }, index) => seq !== index);
  if (at !== -1) {
    const where = `${file}:${at + 1}:1`;
    const problem = `expected entry ${at}, got entry ${entries[at]?.seq}`;
    const numbers = new Set(entries.map(({ seq }) => seq));
    if (numbers.size < entries.length) throw edited(where, `${problem}: an entry stands here twice`);
    const whole = entries.every((_, index) => numbers.has(index));
    throw bad(whole ? 'EVIDENCE_REORDERED' : 'EVIDENCE_DROPPED', where, problem);
  }
  entries.forEach(({ previous }, index) => {
    const before = index === 0 ? beginning.hash : entries[index - 1]?.hash;
    if (previous !== before)
      throw edited(`${file}:${index + 1}:1`, 'this entry follows another one than the line above');
  });
}

// Opened, then observations, then perhaps closed; opened again when gathering goes on.
function checkLife(entries: readonly JournalEntry[], file: string): void {
  entries.forEach(({ type, ...entry }, index) => {
    const after = entries[index - 1]?.type;
    const where = `${file}:${index + 1}:1`;
    if (type !== 'opened' && (after === undefined || after === 'closed'))
      throw bad('SCHEMA', where, `expected an opening entry, got ${type}`);
    if ('entries' in entry && entry.entries !== index)
      throw bad('SCHEMA', where, `closes ${entry.entries} entries, expected ${index}`);
  });
}

const bad = (code: Problem['code'], where: string, problem: string) => new UserError({ code, where, problem });
const edited = (where: string, problem: string) => bad('EVIDENCE_EDITED', where, problem);
