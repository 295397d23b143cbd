import { fork, type ChildProcess } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { readStandard } from '../../../schemas/read-standard.ts';
import { assessor } from './assess-run.ts';
import type { Impact, ProductImpact, Question } from './impact.ts';
import type { Order } from './worker.ts';

/** How the work is shared out, and who is told how far it is. */
export interface Sharing {
  /** Processes that judge at once; one for each core where absent. */
  readonly jobs?: number | undefined;
  readonly on?: ((done: number) => void) | undefined;
}

/** Fewer runs than this are judged sooner here than by processes that first have to load the suites. */
const few = 4;
/** So many runs wait in each process, so that it never waits for the next. */
const ahead = 4;

/**
 * Judges every stored run under both editions, on all cores, and gives the products in the order of the runs: the same
 * runs give the same bytes, however many processes share the work.
 * @throws UserError where an edition does not exist or does not fit
 */
export async function impactOf(runs: readonly string[], question: Question, sharing: Sharing = {}): Promise<Impact> {
  const { jobs = availableParallelism(), on = () => undefined } = sharing;
  const assess = await assessor(question);
  const sharers = Math.min(jobs, runs.length);
  const found = new Map<string, ProductImpact>();
  const done = (judged: ProductImpact) => {
    found.set(judged.run, judged);
    on(found.size);
  };
  if (sharers < 2 || runs.length < few) for (const run of runs) done(await assess(run));
  else await share(runs, { question, sharers, done });
  const products = runs.flatMap((run) => found.get(run) ?? []);
  return { before: numberOf(question.before), after: numberOf(question.after), products };
}

// A draft that was named by its file is told by its number.
const numberOf = ({ edition, folder }: Question['before']) => readStandard(edition, folder).edition.edition;

interface Work {
  readonly question: Question;
  readonly sharers: number;
  readonly done: (judged: ProductImpact) => void;
}

async function share(runs: readonly string[], { question, sharers, done }: Work): Promise<void> {
  const waiting = [...runs];
  const children = Array.from({ length: sharers }, () => fork(join(import.meta.dirname, 'worker.js')));
  try {
    await Promise.all(children.map((child) => employ(child, { question, waiting, done })));
  } finally {
    for (const child of children) child.kill();
  }
}

interface Employment {
  readonly question: Question;
  /** What nobody took yet; shared by all. */
  readonly waiting: string[];
  readonly done: Work['done'];
}

function employ(child: ChildProcess, { question, waiting, done }: Employment): Promise<void> {
  let open = 0;
  const send = (order: Order) => child.send(order);
  const take = () => {
    for (let next; open < ahead && (next = waiting.shift()) !== undefined; open++) send({ run: next });
    return open > 0;
  };
  return new Promise((resolve, reject) => {
    child.on('message', (judged: ProductImpact) => {
      open--;
      done(judged);
      if (!take()) resolve();
    });
    child.on('error', reject);
    child.on('exit', (code) => {
      if (open > 0) reject(new Error(`a process that judges stored runs ended with ${String(code)}`));
    });
    send({ question });
    if (!take()) resolve();
  });
}
