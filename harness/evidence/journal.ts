import { closeSync, existsSync, fsyncSync, ftruncateSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson, canonicalLine } from '../../schemas/canonical-json.ts';
import { UserError } from '../../schemas/problem.ts';
import { JsonError, parseStrictJson } from '../../schemas/strict-json.ts';
import type { JournalEntry } from '../../schemas/types.ts';
import { validate } from '../../schemas/validate.ts';
import { beginning, chained, headOf, readChain, type Chain, type Head, type Unchained } from './chain.ts';
import { replaceFile, spaceFor, writeWhole } from './files.ts';
import { lock } from './lock.ts';

export const journalFile = (folder: string): string => join(folder, 'journal.jsonl');
const headFile = (folder: string): string => join(folder, 'head.json');

/** The journal of a store, open for adding; one process at a time. */
export class Journal {
  readonly #folder: string;
  readonly #unlock: () => void;
  readonly #descriptor: number;
  readonly #entries: JournalEntry[];
  #bytes: number;
  #headIsBehind = false;
  #released = false;

  /**
   * Opens a journal, or begins one. What a killed gatherer had half written is discarded.
   * @throws UserError EVIDENCE_LOCKED, and whatever `readJournal` refuses
   */
  constructor(folder: string) {
    this.#folder = folder;
    this.#unlock = lock(folder);
    try {
      // Files that a killed gatherer did not finish.
      rmSync(join(folder, 'incoming'), { recursive: true, force: true });
      mkdirSync(join(folder, 'incoming'));
      const { entries, wholeBytes } = readJournal(folder);
      this.#entries = [...entries];
      this.#bytes = wholeBytes;
      this.#descriptor = openSync(journalFile(folder), 'a');
      ftruncateSync(this.#descriptor, wholeBytes);
    } catch (error) {
      this.#unlock();
      throw error;
    }
  }

  get entries(): readonly JournalEntry[] {
    return this.#entries;
  }

  get head(): Head {
    return headOf(this.#entries);
  }

  /**
   * Adds an entry; it is on the disk when this returns.
   * @throws UserError SPACE; the journal is then as it was before
   */
  append(unchained: Unchained): JournalEntry {
    const entry = chained(unchained, this.head);
    const [misfit] = validate('journal-entry', entry);
    if (misfit !== undefined)
      throw new Error(`a journal entry does not fit: ${misfit.path.join('.')} ${misfit.message}`);
    // On a full disk the head may be one entry behind; never two, or the journal could not be told from a forged one.
    if (this.#headIsBehind) this.#writeHead();
    const line = Buffer.from(`${canonicalLine(entry)}\n`);
    this.#write(line);
    this.#bytes += line.length;
    this.#entries.push(entry);
    this.#writeHead();
    return entry;
  }

  #writeHead(): void {
    this.#headIsBehind = true;
    replaceFile(headFile(this.#folder), canonicalJson(this.head), join(this.#folder, 'incoming', 'head.json'));
    this.#headIsBehind = false;
  }

  /** Gives the journal back; once. */
  release(): void {
    if (this.#released) return;
    this.#released = true;
    closeSync(this.#descriptor);
    this.#unlock();
  }

  #write(line: Buffer): void {
    spaceFor(journalFile(this.#folder), () => {
      try {
        writeWhole(this.#descriptor, line);
        fsyncSync(this.#descriptor);
      } catch (error) {
        ftruncateSync(this.#descriptor, this.#bytes);
        throw error;
      }
    });
  }
}

const maxBytes = 256 * 1024 * 1024;

/**
 * Reads and proves a journal against its head. One entry more than the head counts is what remains when a gatherer is
 * killed between the two writes.
 * @throws UserError EVIDENCE_EDITED, EVIDENCE_DROPPED, EVIDENCE_REORDERED, EVIDENCE_TRUNCATED or EVIDENCE_HEAD
 */
export function readJournal(folder: string): Chain {
  const file = journalFile(folder);
  const bytes = existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
  if (bytes.length > maxBytes)
    throw new UserError({ code: 'SIZE', where: file, problem: `${bytes.length} bytes, at most ${maxBytes} are read` });
  const chain = readChain(bytes, file);
  checkHead(chain.entries, readHead(folder), file);
  return chain;
}

function readHead(folder: string): Head {
  const file = headFile(folder);
  if (!existsSync(file)) return beginning;
  try {
    const { entries, hash } = parseStrictJson(readFileSync(file), 1000) as Record<string, unknown>;
    if (typeof entries === 'number' && typeof hash === 'string') return { entries, hash };
  } catch (error) {
    if (!(error instanceof JsonError || error instanceof TypeError)) throw error;
  }
  throw new UserError({ code: 'EVIDENCE_HEAD', where: file, problem: 'expected the number of entries and a hash' });
}

function checkHead(entries: readonly JournalEntry[], head: Head, file: string): void {
  const known = entries.length;
  if (head.entries > known)
    throw new UserError({
      code: 'EVIDENCE_TRUNCATED',
      where: `${file}:${known + 1}:1`,
      problem: `the head counts ${head.entries} entries, the journal holds ${known}`,
    });
  const named = head.entries === 0 ? beginning.hash : entries[head.entries - 1]?.hash;
  if (named === head.hash && known - head.entries <= 1) return;
  const problem =
    named === head.hash ? `${known - head.entries} entries follow the head` : 'the head names another entry';
  throw new UserError({ code: 'EVIDENCE_HEAD', where: file, problem });
}
