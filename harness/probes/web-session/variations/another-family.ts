import type { Visit } from '../family.ts';
import type { Journey, Taken } from '../take-journey.ts';
import type { Words } from '../words.ts';
import { otherFamilies } from './leave.ts';
import { another, vary } from './vary.ts';

/** Types the words of a family with an account of its own. */
type Typed = (words: Words) => string;

/**
 * A family that follows the declared one journey by journey, beside it and with an account of its own. It is given what
 * would leave traces: texts that may run as script, and as little as the forms demand.
 */
export class AnotherFamily {
  readonly #visit: Visit;
  readonly #typed: Typed = another(otherFamilies.followed);
  readonly #followed = new Set<Journey>();
  #follows: Promise<boolean> | undefined;
  readonly #ends = new Map<Journey, { readonly ended: Promise<void>; readonly end: () => void }>();
  #came = false;
  #refused: string | undefined;
  #busy: Promise<unknown> = Promise.resolve();

  constructor(visit: Visit) {
    this.#visit = visit;
  }

  /** Does what the declared family does, if that makes an account, agrees, or makes a profile; each journey once. */
  follow(journey: Journey): void {
    const before = this.#follows;
    if (this.#followed.has(journey)) return;
    this.#followed.add(journey);
    if (!leading.has(journey.kind) || (before === undefined && journey.kind !== 'sign-up')) return;
    this.#came = true;
    this.#follows = this.#after(async () => {
      if (before !== undefined && !(await before)) return false;
      const first = await this.#take(journey);
      if (first.stopped === undefined || journey.kind !== 'sign-up') return first.stopped === undefined;
      // A service may take one family from one address at a time; whoever is refused tries again when it is alone.
      await this.#endOf(journey).ended;
      const { stopped } = await this.#take(journey);
      if (stopped !== undefined)
        this.#refused =
          `${journey.id} stopped at step ${first.stopped.at}, while the declared family signed up, ` +
          `and again at step ${stopped.at} when nobody else did: ${stopped.detail}`;
      return stopped === undefined;
    });
    this.#follows.catch(() => undefined);
  }

  async #take(journey: Journey): Promise<Taken> {
    const change = { typed: this.#typed };
    return (await vary({ visit: this.#visit, journey, name: 'followed', change })).taken;
  }

  #endOf(journey: Journey): { readonly ended: Promise<void>; readonly end: () => void } {
    const known = this.#ends.get(journey);
    if (known !== undefined) return known;
    const { promise: ended, resolve: end } = promised();
    this.#ends.set(journey, { ended, end });
    return { ended, end };
  }

  /** The declared family has come to the end of a journey, or could not go on. */
  ended(journey: Journey): void {
    this.#endOf(journey).end();
  }

  /** Where its sign-up stopped, although it was tried again when nobody else signed up. */
  get refused(): string | undefined {
    return this.#refused;
  }

  /** Whether it has signed up, or tried to. */
  get came(): boolean {
    return this.#came;
  }

  /** The declared family did not come to the end of a journey; who followed it stands elsewhere now. */
  goesOnWithout(journey: Journey): void {
    if (leading.has(journey.kind)) this.#follows = journey.kind === 'sign-up' ? undefined : Promise.resolve(false);
  }

  /** Whether it stands where the declared family does; once it fell behind or went another way, it never does again. */
  async stands(): Promise<boolean> {
    return (await this.#follows) === true;
  }

  /** Does something with it once it has done what was asked before. */
  give<T>(work: (typed: Typed) => Promise<T>): Promise<T> {
    return this.#after(() => work(this.#typed));
  }

  #after<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#busy.then(work);
    this.#busy = done.catch(() => undefined);
    return done;
  }
}

/** What another family follows. */
export const leading: ReadonlySet<Journey['kind']> = new Set(['sign-up', 'consent-as-guardian', 'child-profile']);

function promised(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}
