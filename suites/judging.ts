import type { Judgement, Limits, Observations, RowJudgement } from '../schemas/types.ts';

/** Something that was planned and not observed. */
export interface MissingTarget {
  readonly target: string;
  /** The test cases it was planned for; all where absent. */
  readonly testCases?: readonly string[];
}

/** What one run of the suites judges. */
export interface JudgingInput {
  readonly evidence: Partial<Observations>;
  /** Targets that were planned and not observed, by kind of evidence. */
  readonly missing: Readonly<Record<string, readonly MissingTarget[]>>;
  /** Digests of the observations behind each kind. */
  readonly digests: Readonly<Record<string, readonly string[]>>;
  /** By requirement. */
  readonly limits: Readonly<Record<string, Limits>>;
}

/** Thrown by a spec whose evidence cannot answer the question; never blames the product. */
export class Inconclusive extends Error {
  readonly reason: NonNullable<Judgement['reason']>;

  constructor(reason: NonNullable<Judgement['reason']>, detail: string) {
    super(detail);
    this.name = 'Inconclusive';
    this.reason = reason;
  }
}

type Outcome = Pick<Judgement, 'verdict' | 'finding' | 'reason' | 'detail'>;

/** Hands evidence to the spec that runs now and remembers what it read, asserted and found. */
export class Judging {
  #input: JudgingInput = { evidence: {}, missing: {}, digests: {}, limits: {} };
  #testCase = '';
  #requirement = '';
  #read = new Map<string, unknown>();
  #rows: RowJudgement[] = [];
  #grounds: string | undefined;
  readonly #sources = new Map<string, readonly string[]>();
  assertions = 0;

  /** The id of the test case that runs now. */
  get testCase(): string {
    return this.#testCase;
  }

  /** The kinds of evidence that it has read so far. */
  get kinds(): readonly string[] {
    return [...this.#read.keys()];
  }

  lay(input: JudgingInput): void {
    this.#input = input;
    this.#sources.clear();
  }

  begin(testCase: string): void {
    this.#testCase = testCase;
    this.#requirement = testCase.replace(/-\d+$/, '');
    this.#read = new Map();
    this.#rows = [];
    this.#grounds = undefined;
    this.assertions = 0;
  }

  read<K extends keyof Observations>(kind: K): Observations[K] {
    if (!this.#read.has(kind)) this.#read.set(kind, lent(this.#input.evidence[kind]));
    const found = this.#read.get(kind) as Observations[K] | undefined;
    if (found === undefined)
      throw new Inconclusive('evidence-missing', `nothing was observed by ${kind}${this.#lacking(kind)}`);
    return found;
  }

  /** Targets that were planned for this test case and not observed. */
  missing(kind: string): readonly string[] {
    return (this.#input.missing[kind] ?? [])
      .filter(({ testCases }) => testCases?.includes(this.#testCase) ?? true)
      .map(({ target }) => target);
  }

  limit(name: string): number | string {
    const value = this.#input.limits[this.#requirement]?.[name];
    if (value === undefined) throw new Error(`${this.#requirement} has no limit "${name}"`);
    return value;
  }

  /** Judges a row by itself; the verdict of the test case is the worst of its rows. */
  row(id: string, judge: () => void): void {
    const before = this.assertions;
    const outcome = attempt(judge);
    if (outcome !== passed) this.#rows.push({ id, ...outcome });
    else this.#rows.push(this.assertions === before ? { id, ...vacuous } : { id, verdict: 'pass' });
  }

  /** An empty table is an answer only where the spec says why. */
  empty(why: string): void {
    this.#grounds = why;
    this.assertions++;
  }

  /** Runs the body of a test case and weighs what it did. */
  settle(body: () => unknown): Judgement {
    const own = attempt(() => {
      if (body() instanceof Promise) throw new Error('a spec is synchronous: it judges what is already known');
    });
    const outcome = this.#lacked(worst(own, this.#rows));
    return {
      testCase: this.#testCase,
      requirement: this.#requirement,
      ...outcome,
      ...(this.#grounds === undefined ? {} : { grounds: this.#grounds }),
      rows: this.#rows,
      evidence: [...this.#sourcesOf([...this.#read.keys()])],
    };
  }

  // Many test cases read the same kinds.
  #sourcesOf(kinds: readonly string[]): readonly string[] {
    const key = kinds.join(' ');
    const known = this.#sources.get(key);
    if (known !== undefined) return known;
    const sources = kinds.flatMap((kind) => this.#input.digests[kind] ?? []).sort();
    this.#sources.set(key, sources);
    return sources;
  }

  // A pass must rest on evidence that is whole, was read, and was asserted about.
  #lacked(outcome: Outcome): Outcome {
    if (outcome.verdict !== 'pass') return outcome;
    const lacking = [...this.#read.keys()].filter((kind) => this.missing(kind).length > 0);
    if (lacking.length > 0)
      return {
        verdict: 'inconclusive',
        reason: 'evidence-missing',
        detail: lacking.map((kind) => kind + this.#lacking(kind)).join('; '),
      };
    const cut = [...this.#read].filter(([, observed]) => isCut(observed)).map(([kind]) => kind);
    if (cut.length > 0)
      return {
        verdict: 'inconclusive',
        reason: 'evidence-insufficient',
        detail: `${cut.join(', ')}: a bound was reached or a page did not answer, so that some of it was not seen`,
      };
    return this.#read.size === 0 || this.assertions === 0 ? vacuous : outcome;
  }

  #lacking(kind: string): string {
    const targets = this.missing(kind);
    return targets.length === 0
      ? ''
      : `: not observed ${targets.slice(0, 5).join(', ')}${targets.length > 5 ? ` and ${targets.length - 5} more` : ''}`;
  }
}

// Each test case has tables of its own, so that none finds them as another one left them; their rows are shared, and come
// frozen. What is frozen altogether, as the declaration, is not copied.
function lent(observed: unknown): unknown {
  if (observed === undefined || Object.isFrozen(observed)) return observed;
  const copy: Record<string, unknown> = { ...(observed as object) };
  for (const name in copy) if (Array.isArray(copy[name])) copy[name] = copy[name].slice();
  return copy;
}

// An instrument says of itself where it left something out; what it left out cannot be called absent.
const isCut = (observed: unknown) =>
  typeof observed === 'object' && observed !== null && 'whole' in observed && observed.whole === false;

const passed: Outcome = { verdict: 'pass' };
const vacuous: Outcome = {
  verdict: 'inconclusive',
  reason: 'vacuous',
  detail: 'no evidence was read or nothing was asserted',
};

// Only a failed assertion blames the product. By name, because a suite may bring its own copy of chai.
function attempt(judge: () => void): Outcome {
  try {
    judge();
    return passed;
  } catch (error) {
    if (!(error instanceof Error)) return { verdict: 'inconclusive', reason: 'spec-crashed', detail: String(error) };
    const detail = error.message.slice(0, 4000) || error.name;
    if (error.name === 'AssertionError') return { verdict: 'fail', finding: detail };
    if (error instanceof Inconclusive) return { verdict: 'inconclusive', reason: error.reason, detail };
    return { verdict: 'inconclusive', reason: 'spec-crashed', detail: `${error.name}: ${detail}`.slice(0, 4000) };
  }
}

function worst(own: Outcome, rows: readonly Outcome[]): Outcome {
  if (own === passed && rows.every(({ verdict }) => verdict === 'pass')) return passed;
  const all = [own, ...rows].filter(({ verdict }) => verdict !== 'pass');
  const failed = all.filter(({ verdict }) => verdict === 'fail');
  const [first, ...more] = failed.length > 0 ? failed : all;
  if (first === undefined) return passed;
  const others = more.length === 0 ? '' : ` (and ${more.length} more)`;
  const { verdict, finding, reason, detail } = first;
  return {
    verdict,
    ...(finding === undefined ? {} : { finding: finding.slice(0, 3900) + others }),
    ...(reason === undefined ? {} : { reason }),
    ...(detail === undefined ? {} : { detail: detail.slice(0, 3900) + others }),
  };
}

/** The table on which the specs of this suite find their evidence. */
export const judging = new Judging();
