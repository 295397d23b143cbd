import { setMaxListeners } from 'node:events';
import { checkObservation } from '../evidence/observation.ts';
import type { Attempt, EvidenceStore } from '../evidence/store.ts';
import { UserError } from '../../schemas/problem.ts';
import type { Bench, Declared, EvidenceKind, Task, TestCase } from '../../schemas/types.ts';
import { printable } from '../probes/shared/printable.ts';
import { attempt, type Setting } from './attempt.ts';
import type { Listener, Outcome } from './events.ts';
import { loadProbes } from './load-probes.ts';
import { occupied } from './occupied.ts';
import { NotObserved, type Examiner, type Observing, type Probe } from './probe.ts';
import { sideBySide } from './side-by-side.ts';

/** What gathering works from. */
export interface GatherInput {
  /** The tasks to attempt now. */
  readonly tasks: readonly Task[];
  readonly store: EvidenceStore;
  /** The selected test cases of the plan, limits put in. */
  readonly testCases: readonly TestCase[];
  readonly declaration: Declared;
  readonly bench: Bench;
  readonly declarationFolder: string;
  readonly benchFolder: string;
  readonly secret: Observing['secret'];
  /** One of the bench's operators. */
  readonly operator: string;
  readonly examiner: Examiner | undefined;
  /** Aborts when the operator interrupts. */
  readonly interrupt: AbortSignal;
  readonly on: Listener;
  /** Instruments by kind; those of this package where absent. */
  readonly probeOf?: (kind: EvidenceKind) => Promise<Probe>;
  /** Most instruments at once; 16 where absent. */
  readonly atOnce?: number;
  /** How long an instrument may take to end after its signal; 5 s where absent. */
  readonly graceSeconds?: number;
}

/** How each attempted task ended, and which were not begun. */
export interface Gathered {
  readonly outcomes: readonly { readonly task: Task; readonly outcome: Outcome }[];
  readonly notStarted: readonly Task[];
}

const maxAttachments = 1000;
const maxAttachmentBytes = 64 * 1024 * 1024;

/**
 * Runs what the plan asks of the instruments, side by side where they do not collide, and journals every attempt when it
 * ends. The store stays open.
 * @throws UserError SPACE where the disk is full; what was journaled before is kept
 */
export async function gather(input: GatherInput): Promise<Gathered> {
  const { tasks, interrupt, on, atOnce = 16 } = input;
  const failed = new AbortController();
  const stop = AbortSignal.any([interrupt, failed.signal]);
  // Every instrument that runs listens to it.
  setMaxListeners(0, stop);
  const outcomes: { task: Task; outcome: Outcome }[] = [];
  const run = async ({ task }: { readonly task: Task }) => {
    try {
      outcomes.push({ task, outcome: await gatherOne(task, { ...input, interrupt: stop }) });
    } catch (error) {
      failed.abort();
      throw error;
    }
  };
  const table = tasks.map((task) => ({
    ...{ task, estimatedSeconds: task.estimatedSeconds },
    occupies: occupied(task.occupies, input.bench.bluetooth),
  }));
  const left = await sideBySide(table, { run, atOnce, signal: stop });
  on({ type: 'finished' });
  return { outcomes, notStarted: left.map(({ task }) => task) };
}

async function gatherOne(task: Task, input: GatherInput): Promise<Outcome> {
  const { store, on, operator } = input;
  const [startedAt, began] = [new Date(), performance.now()];
  on({ type: 'started', task });
  const attached: string[] = [];
  const { version, result } = await observeOne(task, input, attached);
  const seconds = (performance.now() - began) / 1000;
  const made: Attempt = { task, probe: { name: task.kind, version }, operator, startedAt, seconds };
  const checked = 'failure' in result ? result : checkObservation(task.kind, result.observation);
  if ('text' in checked) await store.prepare(checked.text, attached);
  const outcome: Outcome =
    'text' in checked
      ? { type: 'observed', observation: store.observed(made, checked.text, attached).observation }
      : { type: 'not-observed', ...('failure' in checked ? whyOf(checked.failure) : misfitting(checked.misfit)) };
  if (outcome.type === 'not-observed') store.notObserved(made, outcome.reason, outcome.detail);
  on({ type: 'ended', task, outcome, seconds });
  return outcome;
}

interface Observation {
  readonly version: string;
  readonly result: { readonly observation: unknown } | { readonly failure: unknown };
}

async function observeOne(task: Task, input: GatherInput, attached: string[]): Promise<Observation> {
  const { probeOf = ownProbe, interrupt, graceSeconds = 5 } = input;
  let version = 'not loaded';
  try {
    const probe = await probeOf(task.kind);
    ({ version } = probe);
    const observation = await attempt({ probe, task }, settingOf(task, input, attached), { interrupt, graceSeconds });
    return { version, result: { observation } };
  } catch (failure) {
    if (failure instanceof UserError && failure.problems.some(({ code }) => code === 'SPACE')) throw failure;
    return { version, result: { failure } };
  }
}

function settingOf(task: Task, input: GatherInput, attached: string[]): Setting {
  const { declaration, bench, declarationFolder, benchFolder, operator, secret, examiner, store, on } = input;
  const served = new Set<string>(task.testCases);
  return {
    declaration,
    bench,
    declarationFolder,
    benchFolder,
    operator,
    secret,
    parameters: task.with ?? {},
    testCases: input.testCases.filter(({ id }) => served.has(id)),
    examiner: examiner === undefined ? undefined : announced(examiner, on),
    attach: (bytes) => {
      if (bytes.length > maxAttachmentBytes) throw new Error(`an attachment holds at most ${maxAttachmentBytes} bytes`);
      if (attached.length >= maxAttachments)
        throw new Error(`an observation has at most ${maxAttachments} attachments`);
      const digest = store.attach(bytes);
      attached.push(digest);
      return digest;
    },
    progress: (fraction, note) => {
      on({ type: 'progress', task, fraction: Math.min(Math.max(fraction, 0), 1), note });
    },
    remark: (text) => {
      on({ type: 'remark', task, text });
    },
  };
}

// Whoever shows the progress leaves the terminal to the person while they are asked.
const announced = (examiner: Examiner, on: Listener): Examiner => ({
  ask: async (question) => {
    on({ type: 'asking' });
    try {
      return await examiner.ask(question);
    } finally {
      on({ type: 'answered' });
    }
  },
});

function whyOf(failure: unknown): Omit<Extract<Outcome, { type: 'not-observed' }>, 'type'> {
  if (failure instanceof NotObserved) return { reason: failure.reason, detail: printable(failure.message, 2000) };
  const detail = failure instanceof Error ? `${failure.name}: ${failure.message}` : String(failure);
  return { reason: 'probe-failed', detail: printable(detail, 2000) };
}

const misfitting = (misfit: string) =>
  ({ reason: 'probe-failed', detail: printable(`the observation does not fit its schema: ${misfit}`, 2000) }) as const;

async function ownProbe(kind: EvidenceKind): Promise<Probe> {
  const probe = (await loadProbes([kind])).get(kind);
  if (probe === undefined) throw new Error(`no instrument gathers ${kind}`);
  return probe;
}
