import type { Bench, Declared, EvidenceKind, Observations, TestCase } from '../../schemas/types.ts';

/**
 * An instrument. It knows no requirement and reaches no verdict: it records what was there. One module
 * `harness/probes/<kind>/probe.ts` exports it as `probe`; the path is the registration.
 */
export interface Probe<K extends EvidenceKind = EvidenceKind> {
  /** Changes when the same toy could give another observation. */
  readonly version: string;
  /** What is to be observed, each by itself: a unit, a service, a question. Reads only documents, touches nothing. */
  targets(planning: Planning): readonly Target[];
  /**
   * Observes one target. A refused connection or an expired certificate is an observation.
   * @throws NotObserved when it could not observe, with the reason
   */
  observe(target: Target, observing: Observing): Promise<Observations[K]>;
}

/** What an instrument may know when it says what it will observe. */
export interface Planning {
  readonly declaration: Declared;
  /** Selected test cases that ask for this kind of evidence. */
  readonly testCases: readonly TestCase[];
  /** What these test cases ask of the instrument (`with:`), limits put in, the strictest of each. */
  readonly parameters: Parameters;
}

export type Parameters = Readonly<Record<string, number | string | boolean>>;

/** One thing to observe. */
export interface Target {
  /** Unique for this instrument and stable between runs, such as `unit-1/tcp`. */
  readonly id: string;
  readonly units: readonly string[];
  /** Ids of the test cases it serves; all that ask for this kind where absent. */
  readonly testCases?: readonly string[];
  /** What only one instrument can use at a time: `person`, `radio`, `login:unit-1`, `load:unit-1`. */
  readonly occupies: readonly string[];
  readonly estimatedSeconds: number;
  /** After this the signal aborts and the target counts as not observed: timed-out. */
  readonly limitSeconds: number;
}

/** What an instrument is given while it observes. */
export interface Observing {
  readonly declaration: Declared;
  readonly bench: Bench;
  readonly parameters: Parameters;
  /** Selected test cases that this target serves. */
  readonly testCases: readonly TestCase[];
  readonly operator: string;
  /** Paths in the declaration are relative to `declarationFolder`, those in the bench and the answers to `benchFolder`. */
  readonly declarationFolder: string;
  readonly benchFolder: string;
  /** Aborts at the time limit and when the operator interrupts. */
  readonly signal: AbortSignal;
  /** The value of a declared credential on a unit, read from the bench's secrets. Never written to evidence. */
  readonly secret: (unit: string, credential: string) => Secret | undefined;
  /** Stores bytes beside the observation and returns their digest. */
  readonly attach: (bytes: Uint8Array) => string;
  /** Says how far the work is, from 0 to 1, in a few words. */
  readonly progress: (fraction: number, note?: string) => void;
  /** Tells the person at the bench, in a sentence, what differs for them after this run; it is no evidence. */
  readonly remark: (text: string) => void;
  /** The person at the bench; absent when nobody is there to ask. */
  readonly examiner: Examiner | undefined;
}

export interface Secret {
  readonly username: string | undefined;
  readonly value: string;
}

/** Asks the person at the bench, or the answers file that stands in for them. */
export interface Examiner {
  /** Undefined where the person declines, or the file has no answer. */
  ask(question: ExaminerQuestion): Promise<ExaminerAnswer | undefined>;
}

export interface ExaminerQuestion {
  readonly testCase: string;
  readonly question: NonNullable<TestCase['questions']>[number];
  /** The row of the declaration the question is about. */
  readonly row: { readonly id: string; readonly [field: string]: unknown } | undefined;
}

export interface ExaminerAnswer {
  readonly choice?: string;
  readonly number?: number;
  readonly text?: string;
  readonly list?: readonly string[];
  /** Path of a picture, relative to the bench folder. */
  readonly photo?: string;
  /** When it was seen; now where absent. */
  readonly answeredAt?: string;
}

export type NotObservedReason =
  'unreachable' | 'timed-out' | 'interrupted' | 'tool-missing' | 'declined' | 'input-missing' | 'probe-failed';

/** Thrown by an instrument that could not observe. It never blames the product. */
export class NotObserved extends Error {
  readonly reason: NotObservedReason;

  constructor(reason: NotObservedReason, detail: string) {
    super(detail);
    this.name = 'NotObserved';
    this.reason = reason;
  }
}
