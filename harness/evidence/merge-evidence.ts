import { remember } from '../../schemas/remember.ts';
import type { JournalEntry, Observations, Task } from '../../schemas/types.ts';
import type { Evidence } from './read-evidence.ts';
import type { NotObservedEntry, Observed } from './store.ts';

/** A planned task without a usable observation. */
export interface Missing {
  readonly task: string;
  readonly kind: string;
  readonly target: string;
  readonly testCases: readonly string[];
  /** Why the last attempt failed. */
  readonly reason: NotObservedEntry['reason'] | 'not-attempted';
  readonly detail: string;
  readonly attempts: number;
}

/** What was gathered, merged by kind, as judging takes it. */
export interface MergedEvidence {
  /** Hash of the journal's last entry. */
  readonly head: string;
  readonly evidence: Partial<Observations>;
  /** Targets that were planned and not observed, by kind, each with the test cases it was planned for. */
  readonly missing: Readonly<Record<string, readonly Missing[]>>;
  /** Digests of the observations behind each kind. */
  readonly digests: Readonly<Record<string, readonly string[]>>;
}

type Table = Readonly<Record<string, unknown>>;

/**
 * For each kind the latest successful observation of every planned task, in the order of the plan: rows joined, booleans
 * true where all are. A kind of which nothing was observed is absent, never empty. Rows are frozen.
 * @throws UserError where an observation is missing, edited or does not fit
 */
export function mergeEvidence(tasks: readonly Task[], evidence: Evidence): MergedEvidence {
  const attempts = attemptsByTask(evidence.entries);
  const planned = tasks.map((task): Planned => {
    const made = (attempts.get(task.id) ?? []).filter(({ kind }) => kind === task.kind);
    return { task, made, latest: made.findLast((entry) => entry.type === 'observed') };
  });
  const groups = [...grouped(planned.filter(wasObserved), ({ task }) => task.kind)];
  const parts = new Map(groups.map(([kind, group]) => [kind, joined(group, evidence)]));
  const clashes = new Map(
    groups.flatMap(([kind, group]) => group.map(({ task }, index) => [task, parts.get(kind)?.clashes[index]])),
  );
  const gaps = planned.flatMap(({ task, made, latest }): readonly Missing[] => {
    if (latest === undefined) return [gapOf(task, made)];
    const clash = clashes.get(task);
    return clash === undefined ? [] : [{ ...gapOf(task, made), reason: 'probe-failed', detail: clash }];
  });
  return {
    head: evidence.head.hash,
    evidence: byKind(parts, ({ tables, truths }) => ({ ...copied(tables), ...truths })),
    digests: byKind(parts, (part) => part.digests),
    missing: Object.fromEntries(grouped(gaps, ({ kind }) => kind)),
  };
}

interface Planned {
  readonly task: Task;
  readonly made: readonly (Observed | NotObservedEntry)[];
  readonly latest: Observed | undefined;
}
type WithObservation = Planned & { readonly latest: Observed };

const wasObserved = (planned: Planned): planned is WithObservation => planned.latest !== undefined;

/** The observations of one kind, joined one after the other. */
interface Joined {
  /** A map, because a frozen table would be slow to search. */
  readonly tables: ReadonlyMap<string, readonly Row[]>;
  readonly truths: Readonly<Record<string, boolean>>;
  readonly digests: readonly string[];
  /** For each observation why it is left out, where it is. */
  readonly clashes: readonly (string | undefined)[];
}

const recent = remember<Joined>(100);

// Every observation is read and proved each time; what the same ones give is remembered by their digests.
function joined(group: readonly WithObservation[], evidence: Evidence): Joined {
  const observations = group.map(({ latest }) => evidence.observation(latest));
  const digests = group.map(({ latest }) => latest.observation);
  return recent(digests.join(' '), () => {
    const part = new Part();
    const clashes = observations.map((observation) => part.add(observation));
    const { tables, truths } = part;
    return { tables, truths, digests: digests.filter((_, index) => clashes[index] === undefined), clashes };
  });
}

const copied = (tables: Joined['tables']): Readonly<Record<string, readonly Row[]>> =>
  Object.fromEntries([...tables].map(([name, rows]) => [name, rows.slice()]));

class Part {
  readonly tables = new Map<string, Row[]>();
  readonly truths: Record<string, boolean> = {};
  readonly #ids = new Map<string, Set<string>>();

  // Two targets whose rows bear the same id cannot be told apart; the second one is left out, and said to be missing.
  add(observation: Table): string | undefined {
    const tables = Object.entries(observation).filter((entry): entry is [string, Row[]] => Array.isArray(entry[1]));
    for (const [name, rows] of tables) {
      const clash = rows.find(({ id }) => this.#ids.get(name)?.has(id));
      if (clash !== undefined) return `${name}: the row ${clash.id} was already observed by another task`;
    }
    for (const [name, rows] of tables) this.#join(name, rows);
    for (const [name, value] of Object.entries(observation))
      if (typeof value === 'boolean') this.truths[name] = value && this.truths[name] !== false;
    return undefined;
  }

  #join(name: string, rows: readonly Row[]): void {
    const ids = this.#ids.get(name) ?? new Set();
    const joined = this.tables.get(name) ?? [];
    for (const row of rows) {
      ids.add(row.id);
      joined.push(row);
    }
    this.#ids.set(name, ids);
    this.tables.set(name, joined);
  }
}

interface Row {
  readonly id: string;
}

function attemptsByTask(
  entries: readonly JournalEntry[],
): ReadonlyMap<string, readonly (Observed | NotObservedEntry)[]> {
  const made = entries.filter((entry) => entry.type === 'observed' || entry.type === 'not-observed');
  return grouped(made, ({ task }) => task);
}

function gapOf({ id, kind, target, testCases }: Task, made: readonly (Observed | NotObservedEntry)[]): Missing {
  const last = made.at(-1);
  const base = { task: id, kind, target, testCases, attempts: made.length };
  return last?.type === 'not-observed'
    ? { ...base, reason: last.reason, detail: last.detail }
    : { ...base, reason: 'not-attempted', detail: 'never attempted' };
}

function byKind<T>(parts: ReadonlyMap<string, Joined>, pick: (part: Joined) => T): Readonly<Record<string, T>> {
  return Object.fromEntries([...parts].map(([kind, part]) => [kind, pick(part)]));
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
