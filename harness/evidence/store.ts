import { UserError } from '../../schemas/problem.ts';
import type { EvidenceKind, JournalEntry } from '../../schemas/types.ts';
import { blobPath, layBlob } from './blobs.ts';
import type { Head } from './chain.ts';
import { forceFile, forceFileLater } from './files.ts';
import { Journal } from './journal.ts';

/** What evidence is gathered for, by digest. */
export interface Opening {
  readonly plan: string;
  readonly declaration: string;
  readonly bench: string;
  /** Version of the gatherer. */
  readonly toymark: string;
}

/** Who observed what, with which instrument, and when. */
export interface Attempt {
  readonly task: { readonly id: string; readonly kind: EvidenceKind; readonly units: readonly string[] };
  readonly probe: { readonly name: string; readonly version: string };
  readonly operator: string;
  readonly startedAt: Date;
  /** How long it took, by a clock that nobody sets. */
  readonly seconds: number;
}

export type Observed = Extract<JournalEntry, { type: 'observed' }>;
export type NotObservedEntry = Extract<JournalEntry, { type: 'not-observed' }>;

/** UTC to the second. */
export const utc = (time: Date): string => time.toISOString().replace(/\.\d+Z$/, 'Z');

/** The evidence of a run, open for adding. Whatever was recorded is on the disk, with all that it names. */
export class EvidenceStore {
  readonly #folder: string;
  readonly #journal: Journal;
  // Not written yet: evidence that came to its end stays as it is, and so does its head, until something is added.
  #opening: Opening | undefined;
  /** Blobs of this session that are on the disk, and those on their way there. */
  readonly #safe = new Set<string>();
  readonly #onTheWay = new Map<string, Promise<void>>();

  /**
   * Opens the evidence of a run, or begins it.
   * @throws UserError EVIDENCE_LOCKED, CONTRADICTION where it was gathered for another plan or declaration, SPACE, and
   * whatever a damaged journal is refused for
   */
  constructor(folder: string, opening: Opening) {
    this.#folder = folder;
    this.#journal = new Journal(folder);
    try {
      checkSame(this.#journal.entries, opening, folder);
      this.#opening = opening;
      if (this.#journal.entries.at(-1)?.type !== 'closed') this.#open();
    } catch (error) {
      this.#journal.release();
      throw error;
    }
  }

  get head(): Head {
    return this.#journal.head;
  }

  /** Tasks with at least one successful observation. */
  observedTasks(): ReadonlySet<string> {
    return new Set(this.#journal.entries.flatMap((entry) => (entry.type === 'observed' ? [entry.task] : [])));
  }

  /** How often a task was attempted so far. */
  attempts(task: string): number {
    return this.#journal.entries.filter((entry) => 'task' in entry && entry.task === task).length;
  }

  /** Stores bytes beside the observations; returns their digest. They are on their way to the disk. */
  attach(bytes: Uint8Array): string {
    const digest = layBlob(this.#folder, bytes);
    this.#send(digest);
    return digest;
  }

  /**
   * Waits until an observation and its attachments are on the disk, so that recording it need not.
   * @throws UserError SPACE
   */
  async prepare(text: string, attachments: readonly string[]): Promise<void> {
    const digests = [layBlob(this.#folder, text), ...attachments];
    for (const digest of digests) this.#send(digest);
    await Promise.all(digests.flatMap((digest) => this.#onTheWay.get(digest) ?? []));
  }

  /** Records an observation: its canonical text, as `checkObservation` gives it, and what is attached to it. */
  observed(attempt: Attempt, text: string, attachments: readonly string[]): Observed {
    this.#open();
    const observation = layBlob(this.#folder, text);
    for (const digest of [observation, ...attachments]) this.#keepSafe(digest);
    const provenance = this.#provenance(attempt);
    const entry = this.#journal.append({
      type: 'observed',
      ...provenance,
      observation,
      attachments: [...new Set(attachments)],
    });
    return entry as Observed;
  }

  /** Records that nothing could be observed, and why. */
  notObserved(attempt: Attempt, reason: NotObservedEntry['reason'], detail: string): NotObservedEntry {
    this.#open();
    const text = detail.slice(0, 4000) || reason;
    const entry = this.#journal.append({ type: 'not-observed', ...this.#provenance(attempt), reason, detail: text });
    return entry as NotObservedEntry;
  }

  /** Says that gathering came to its end, unless nothing was added since it was said, and gives the store back. */
  close(): void {
    const { entries } = this.#journal.head;
    try {
      if (this.#opening === undefined) this.#journal.append({ type: 'closed', at: utc(new Date()), entries });
    } finally {
      this.#journal.release();
    }
  }

  /** Gives the store back with gathering unfinished. */
  release(): void {
    this.#journal.release();
  }

  #open(): void {
    if (this.#opening === undefined) return;
    this.#journal.append({ type: 'opened', at: utc(new Date()), ...this.#opening });
    this.#opening = undefined;
  }

  #send(digest: string): void {
    if (this.#onTheWay.has(digest)) return;
    const sent = forceFileLater(blobPath(this.#folder, digest)).then(() => void this.#safe.add(digest));
    // Who waits for it hears that it failed; who does not forces it again.
    sent.catch(() => undefined);
    this.#onTheWay.set(digest, sent);
  }

  #keepSafe(digest: string): void {
    if (this.#safe.has(digest)) return;
    forceFile(blobPath(this.#folder, digest));
    this.#safe.add(digest);
  }

  #provenance({ task, probe, operator, startedAt, seconds }: Attempt) {
    return {
      at: utc(new Date()),
      task: task.id,
      kind: task.kind,
      probe: { ...probe },
      units: [...task.units],
      operator,
      attempt: this.attempts(task.id) + 1,
      startedAt: utc(startedAt),
      endedAt: utc(new Date(startedAt.getTime() + seconds * 1000)),
    };
  }
}

function checkSame(entries: readonly JournalEntry[], opening: Opening, folder: string): void {
  const different = entries.flatMap((entry) =>
    entry.type !== 'opened' ? [] : (['plan', 'declaration'] as const).filter((name) => entry[name] !== opening[name]),
  );
  const [name] = different;
  if (name === undefined) return;
  throw new UserError({
    code: 'CONTRADICTION',
    where: folder,
    problem: `this evidence was gathered for another ${name}`,
    hint: 'Restore the documents of the run, or plan a new run.',
  });
}
