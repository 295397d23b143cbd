import type { BrowserContext, Page } from 'puppeteer-core';
import type { Ixit, JourneyStep, Observations } from '../../../schemas/types.ts';
import type { Observing } from '../../gather/probe.ts';
import { spellingsOf } from '../shared/canaries/forms.ts';
import { firstLine } from '../shared/first-line.ts';
import { act } from './act.ts';
import { verbOf, type Control } from './control.ts';
import { Guard } from './guard.ts';
import { stateOf, takePictures, type Spellings } from './pictures.ts';
import type { Recording } from './recording.ts';
import { comeToRest, rest } from './rest.ts';
import type { Mark, Standing } from './standing.ts';
import { Stopped, type StopReason } from './stopped.ts';
import { usableControl } from './usable.ts';
import { filledIn, wordsOf, type Words } from './words.ts';

export type Journey = NonNullable<Ixit['journeys']>[number];
export type Rows = Observations['web-session'];
export type StepRow = Rows['steps'][number];
type Seen = Pick<StepRow, 'picture' | 'original' | 'blurred'>;

/** A journey with the steps that come first, and what it is taken with. */
export interface Taking {
  readonly journey: Journey;
  /** Those of the journey that it begins with, then its own. */
  readonly steps: readonly JourneyStep[];
  readonly context: BrowserContext;
  /** A page of the context that is open. */
  readonly page: Page;
  readonly recording: Recording;
  readonly standing: Standing;
  readonly origin: string;
  readonly folder: string;
  readonly observing: Observing;
  /** What this shows is told as the journey's own: pictures are taken, and its fields are filled in key by key. */
  readonly told: boolean;
  /** Called on the page after each step that was done. */
  readonly look?: (page: Page, step: JourneyStep) => Promise<void>;
  /** Called just before a step is done, on the page that asks for it; `find` waits for the control that will be used. */
  readonly before?: (page: Page, step: JourneyStep, find: () => Promise<Control>) => Promise<void>;
  /** Changes what is typed. */
  readonly typed?: (words: Words, step: JourneyStep) => string;
  /** Called with the number of a step that could mean several controls; nobody counts them otherwise. */
  readonly several?: (number: number, count: number) => void;
  /** Steps that are passed over. */
  readonly without?: (page: Page, step: JourneyStep) => Promise<boolean>;
}

export interface Taken {
  readonly page: Page;
  readonly rows: readonly StepRow[];
  readonly reached: readonly Mark[];
  readonly entered: Rows['entered'];
  readonly acts: number;
  readonly proofs: number;
  readonly stopped: { readonly at: number; readonly because: StopReason; readonly detail: string } | undefined;
}

/** Takes a journey step by step, until it is done or cannot go on. */
export async function takeJourney(taking: Taking): Promise<Taken> {
  const { page } = taking;
  const guard = new Guard(page, taking.context, taking.recording);
  try {
    return await new Walk(taking, page, guard).walk();
  } finally {
    guard.end();
  }
}

class Walk {
  readonly #taking: Taking;
  readonly #page: Page;
  readonly #guard: Guard;
  readonly #rows: StepRow[] = [];
  readonly #reached: Mark[] = [];
  readonly #entered: Rows['entered'] = [];
  readonly #values: Spellings;
  #acts = 0;
  #proofs = 0;
  #restedSince: number | undefined;
  #last: { readonly key: string; readonly digests: Seen } | undefined;

  constructor(taking: Taking, page: Page, guard: Guard) {
    this.#taking = taking;
    this.#page = page;
    this.#guard = guard;
    const family = Object.entries(taking.observing.bench.child ?? {});
    this.#values = Object.fromEntries(family.map(([name, value]) => [name, spellingsOf(value)]));
  }

  async walk(): Promise<Taken> {
    for (const [index, declared] of this.#taking.steps.entries()) {
      const stopped = await this.#take(declared, index + 1);
      if (stopped !== undefined)
        return this.#taken({ at: index + 1, because: stopped.reason, detail: stopped.message });
    }
    return this.#taken(undefined);
  }

  #taken(stopped: Taken['stopped']): Taken {
    const counts = { acts: this.#acts, proofs: this.#proofs };
    return { page: this.#page, rows: this.#rows, reached: this.#reached, entered: this.#entered, ...counts, stopped };
  }

  async #take(declared: JourneyStep, number: number): Promise<Stopped | undefined> {
    const { recording, standing, observing } = this.#taking;
    let step = declared;
    recording.moment = standing.moment(number);
    const started = performance.now();
    let stopped: Stopped | undefined;
    try {
      observing.signal.throwIfAborted();
      step = filledIn(declared, observing, this.#taking.typed);
      if ((await this.#taking.without?.(this.#page, step)) === true) return undefined;
      await this.#guard.within((step.seconds ?? 10) * 1000, () => this.#do(step, number, started));
    } catch (error) {
      observing.signal.throwIfAborted();
      stopped = error instanceof Stopped ? error : new Stopped('crashed', firstLine(error));
    }
    const passedOver = stopped !== undefined && step.optional === true && forgiven.has(stopped.reason);
    if (!passedOver) await this.#tell(step, { number, started, stopped });
    return passedOver ? undefined : stopped;
  }

  async #do(step: JourneyStep, number: number, started: number): Promise<void> {
    const { origin, folder, observing, recording, typed, several } = this.#taking;
    const seconds = step.seconds ?? 10;
    let found: Promise<Control> | undefined;
    const find = () => (found ??= usableControl(this.#page, step, { until: started + seconds * 1000, recording }));
    await this.#taking.before?.(this.#page, step, find);
    const words = wordsOf(step.with ?? '', observing);
    const text = typed?.(words, step) ?? words.text;
    for (const canary of words.canaries) {
      const { phase, sharing } = recording.moment;
      this.#entered.push({
        id: `${this.#taking.journey.id}/e${this.#entered.length + 1}`,
        journey: this.#taking.journey.id,
        step: number,
        phase,
        sharing,
        canary,
      });
    }
    // What an act causes belongs to what it says: a click that agrees is followed by what was agreed to.
    if (isAct(step)) await this.#reachAll(step, number);
    const atOnce = !this.#taking.told || !this.#isOwn(number);
    const until = performance.now() + seconds * 1000;
    const noted = several && { several: (count: number) => several(number, count) };
    const doing = { page: this.#page, origin, folder, text, atOnce, recording, until, found: await found, ...noted };
    const stirred = await act(step, doing);
    if (!isAct(step)) await this.#reachAll(step, number);
    await this.#rest(stirred);
    this.#guard.check();
    await this.#taking.look?.(this.#page, step);
  }

  // A page that was at rest, and at which somebody only looked, still is, unless it asked for something meanwhile.
  async #rest(stirred: boolean): Promise<void> {
    const { recording } = this.#taking;
    if (!stirred && recording.lastChange === this.#restedSince) return;
    const rested = await comeToRest(this.#page, recording, rest);
    this.#restedSince = rested ? recording.lastChange : undefined;
  }

  // What only leads to the beginning of the journey is no step of it.
  #isOwn(number: number): boolean {
    return number > this.#taking.steps.length - this.#taking.journey.steps.length;
  }

  // What the steps before caused is sent before the family stands elsewhere.
  async #reachAll({ marks = [] }: JourneyStep, number: number): Promise<void> {
    if (this.#taking.told && marks.some((mark) => moving.has(mark)))
      await comeToRest(this.#page, this.#taking.recording, calm);
    for (const mark of marks) this.#mark(mark, number);
  }

  #mark(mark: Mark, number: number): void {
    this.#reached.push(mark);
    this.#taking.standing.reach(mark);
    this.#taking.recording.moment = this.#taking.standing.moment(number);
  }

  async #tell(
    step: JourneyStep,
    told: { number: number; started: number; stopped: Stopped | undefined },
  ): Promise<void> {
    const { number, started, stopped } = told;
    const { journey } = this.#taking;
    const { verb, target } = verbOf(step);
    const milliseconds = Math.round(performance.now() - started);
    const own = this.#isOwn(number);
    const isAnAct = own && (isAct(step) || (verb === 'wait' && milliseconds > 10_000));
    if (isAnAct && stopped === undefined) this.#acts++;
    if (isAnAct && stopped === undefined && step.proves === true) this.#proofs++;
    const url = URL.canParse(this.#page.url()) ? new URL(this.#page.url()) : undefined;
    this.#rows.push({
      id: `${journey.id}/s${number}`,
      journey: journey.id,
      step: number,
      ...{
        verb,
        target,
        marks: step.marks ?? [],
        done: stopped === undefined,
        act: isAnAct,
        proves: step.proves === true,
      },
      ...(url === undefined ? {} : { host: url.hostname, path: url.pathname.slice(0, 2000) }),
      milliseconds,
      ...(own ? await this.#picture() : {}),
      ...(stopped === undefined ? {} : { problem: stopped.message.slice(0, 1000) }),
    });
  }

  async #picture(): Promise<Seen> {
    const { told, observing } = this.#taking;
    if (!told || this.#guard.gone) return {};
    const key = await this.#guard.within(3000, () => stateOf(this.#page)).catch(() => undefined);
    if (key === undefined) return {};
    // A page that did not change since looks as it did.
    if (key === this.#last?.key) return this.#last.digests;
    const taken = await this.#guard.within(5000, () => takePictures(this.#page, this.#values)).catch(() => undefined);
    if (taken === undefined) return {};
    const original =
      taken.original === undefined ? {} : { original: observing.attach(taken.original), blurred: [...taken.names] };
    const digests = { picture: observing.attach(taken.blurred), ...original };
    this.#last = { key, digests };
    return digests;
  }
}

/** Milliseconds without a request before a step that changes where the family stands. */
const calm = { quiet: 250, most: 2500 };
const moving: ReadonlySet<Mark> = new Set([
  ...(['notice-shown', 'consent-given', 'consent-withdrawn', 'sharing-allowed', 'sharing-ended'] as const),
]);

const forgiven: ReadonlySet<StopReason> = new Set(['no-control', 'control-unusable', 'text-not-shown']);

/** Whether a step is something that a person does. */
export const isAct = (step: JourneyStep): boolean => step.expect === undefined && step.wait === undefined;
