import type { Visit } from '../family.ts';
import type { Journey, Rows } from '../take-journey.ts';
import type { Told } from '../tell-journey.ts';
import type { Words } from '../words.ts';
import type { Turns } from '../turns.ts';
import { AnotherFamily } from './another-family.ts';
import { inject } from './injections.ts';
import { sessionCarriers } from './leave-out-cookies.ts';
import { asDeclared, onlyRequired } from './only-required.ts';
import { resume } from './resumptions.ts';
import { leave, otherFamilies, type Account, type OtherFamily } from './leave.ts';
import { another, vary } from './vary.ts';

/** Rows of a journey, and those that its variations will give. */
export interface Added {
  readonly rows: Partial<Rows>;
  readonly later: readonly Promise<Partial<Rows>>[];
}

type Typed = (words: Words) => string;

/** A family that stops before consent, and what waits to hear at which addresses it could go on all the same. */
interface BrokenOff {
  readonly rows: Promise<Partial<Rows>>;
  readonly tell: (paths: readonly string[]) => void;
}

/**
 * What the test cases ask beside the journeys of some people. What needs no account of theirs is tried beside their next
 * journeys; what can only be tried with it, right after the journey that it varies.
 */
export class Ways {
  readonly #visit: Visit;
  readonly #paths = new Set<string>();
  readonly #lane: readonly Journey[];
  readonly #turns: Turns;
  readonly #others: AnotherFamily;
  readonly #left = new Map<OtherFamily, Promise<Account>>();
  readonly #mayAsk: Set<Journey>;
  readonly #begun = new Map<Journey, Promise<Partial<Rows>>>();
  #texts = 1;
  #carriersKnown = false;
  #consented = false;
  #brokenOff: BrokenOff | undefined;
  /** What the family tries to make that stops before consent; only beside the people who make it, and once. */
  readonly #profile: Journey | undefined;

  /** `lane` holds the journeys of these people in their order. */
  constructor(visit: Visit, lane: readonly Journey[], turns: Turns) {
    this.#visit = visit;
    this.#lane = lane;
    this.#turns = turns;
    this.#others = new AnotherFamily(visit);
    this.#profile = visit.journeys.find(({ kind }) => kind === 'child-profile');
    this.#mayAsk = new Set(lane.filter(({ kind }) => wordy.has(kind) || filling.has(kind)));
  }

  /**
   * Called when a journey begins: another family does the same beside it, and more. It need not wait for the declared one,
   * whose journeys it goes ahead of; what it tried beside one that does not come to its end is dropped.
   */
  begin(journey: Journey): void {
    if (this.#asks('resumptions') && this.#breaksOffBeside(journey)) this.#brokenOff ??= this.#breakOff();
    if (!this.#asks('injections') && !this.#asks('onlyRequired')) return;
    for (const each of this.#lane.slice(this.#lane.indexOf(journey))) {
      this.#others.follow(each);
      if (this.#asks('injections') && wordy.has(each.kind)) this.#giveTexts(each);
    }
  }

  #giveTexts(journey: Journey): void {
    if (this.#begun.has(journey)) return;
    // Where it stands by then, whatever it follows later.
    const stands = this.#others.stands();
    const given = this.#others.give(async (typed) => ((await stands) ? this.#texted(journey, typed) : {}));
    given.catch(() => undefined);
    this.#begun.set(journey, given);
  }

  /** The rows of a journey with those of its variations. */
  async add(journey: Journey, told: Told): Promise<Added> {
    this.#others.ended(journey);
    const added = await this.#addTo(journey, told);
    this.#mayAsk.delete(journey);
    if (this.#mayAsk.size === 0) this.#letGoOfTheFollower();
    return added;
  }

  async #addTo(journey: Journey, told: Told): Promise<Added> {
    const [row] = told.rows.journeys ?? [];
    const rows = this.#besideAnother(journey, told.rows);
    if (row?.completed !== true) {
      this.#others.goesOnWithout(journey);
      // What was tried beside it tells nothing then.
      return { rows, later: [this.#begun.get(journey) ?? Promise.resolve({})].map((begun) => begun.then(() => ({}))) };
    }
    const { marks } = row;
    if (marks.includes('consent-given')) this.#consented = true;
    if (this.#consented) for (const { path } of ownPages(this.#visit, told)) this.#paths.add(path);
    const later = [
      ...(this.#asks('onlyRequired') && filling.has(journey.kind) ? await this.#less(journey, told) : []),
      ...(this.#asks('injections') && wordy.has(journey.kind) ? await this.#inject(journey) : []),
      ...(this.#asks('resumptions') && journey === this.#profile ? [this.#resumed()] : []),
    ];
    for (const promise of later) promise.catch(() => undefined);
    const cookies = this.#asks('leaveOutCookies') ? await this.#carriers(told, marks) : undefined;
    return { rows: { ...rows, ...(cookies === undefined ? {} : { cookies }) }, later };
  }

  /** Waits until every family has gone that came beside the declared one; each goes when nothing is asked of it any more. */
  async leave(declared: readonly Told[]): Promise<Partial<Rows>> {
    this.#letGoOfTheFollower();
    this.#brokenOff?.tell([]);
    const { part } = this.#visit;
    const own = declared.flatMap(({ rows }) => rows.journeys ?? []).filter(({ completed }) => completed);
    const removed = own.some(({ kind }) => kind === 'deletion');
    const row = { id: `${part.id}/accounts/declared`, part: part.id, family: 'declared' as const, removed };
    const others = await Promise.all(this.#left.values());
    return { accounts: [...(own.some(({ kind }) => kind === 'sign-up') ? [row] : []), ...others] };
  }

  #letGoOfTheFollower(): void {
    if (!this.#others.came || this.#left.has('followed')) return;
    const idle = this.#others.give(() => Promise.resolve());
    this.#letGo('followed', idle, () => this.#others.refused);
  }

  #letGo(family: OtherFamily, after: Promise<unknown>, refused = (): string | undefined => undefined): void {
    const left = after.catch(() => undefined).then(() => leave(this.#visit, family, refused()));
    left.catch(() => undefined);
    this.#left.set(family, left);
  }

  // Who is refused beside another family of the bench may have been refused for that.
  #besideAnother(journey: Journey, rows: Told['rows']): Told['rows'] {
    const [row, ...more] = rows.journeys ?? [];
    if (row === undefined || row.completed || journey.kind !== 'sign-up' || !this.#others.came) return rows;
    const detail = `${row.detail ?? ''}; another family of the bench signed up at the same time`.slice(-1000);
    return { ...rows, journeys: [{ ...row, detail }, ...more] };
  }

  #asks(name: string): boolean {
    return this.#visit.observing.parameters[name] === true;
  }

  async #less(journey: Journey, told: Told): Promise<readonly Promise<Partial<Rows>>[]> {
    const plain = asDeclared(journey, told);
    if (plain !== undefined) return [Promise.resolve({ journeys: [plain] })];
    const take = async (typed?: Typed) => ({ journeys: [await onlyRequired(this.#visit, journey, typed)] });
    if (journey.kind !== 'sign-up') return this.#withAnAccount(take);
    const signedUp = this.#signUpWithLess(journey);
    this.#letGo('least', signedUp);
    return [signedUp];
  }

  /** A refusal says something of the fields that were left out only where a family with all of them is not refused. */
  async #signUpWithLess(journey: Journey): Promise<Partial<Rows>> {
    const take = () => onlyRequired(this.#visit, journey, another(otherFamilies.least));
    const first = await take();
    if (first.completed) return { journeys: [first] };
    await this.#others.stands();
    const again = await take();
    if (again.completed) return { journeys: [again] };
    const change = { typed: another(otherFamilies.whole) };
    const whole = vary({ visit: this.#visit, journey, name: 'refused', change });
    this.#letGo('whole', whole);
    const { row } = await whole;
    return { journeys: [row.completed ? again : row] };
  }

  async #inject(journey: Journey): Promise<readonly Promise<Partial<Rows>>[]> {
    const begun = this.#begun.get(journey);
    const alone = () => this.#turns.alone(() => this.#texted(journey));
    if (begun === undefined || !(await this.#others.stands())) return [Promise.resolve(await alone())];
    return [begun.then((given) => (given.injections === undefined ? alone() : given))];
  }

  async #texted(journey: Journey, typed?: Typed): Promise<Partial<Rows>> {
    const injections = await inject(this.#visit, journey, { from: this.#texts, ...(typed && { typed }) });
    this.#texts += injections.length;
    return { injections };
  }

  // With that of another family if there is one, and else with their own, while they do nothing else.
  async #withAnAccount(take: (typed?: Typed) => Promise<Partial<Rows>>): Promise<readonly Promise<Partial<Rows>>[]> {
    if (await this.#others.stands()) return [this.#others.give(take)];
    return [Promise.resolve(await this.#turns.alone(() => take()))];
  }

  // Beside consent, when the declared family has its account. One at a time: while it waits, it has a place of the laboratory.
  #breaksOffBeside({ kind }: Journey): boolean {
    return kind === 'consent-as-guardian' && this.#profile !== undefined && this.#lane.includes(this.#profile);
  }

  #breakOff(): BrokenOff {
    let tell: BrokenOff['tell'] = () => undefined;
    const later = new Promise<readonly string[]>((resolve) => (tell = resolve));
    const rows = resume(this.#visit, later);
    this.#letGo('broken-off', rows);
    return { rows, tell };
  }

  #resumed(): Promise<Partial<Rows>> {
    const { rows, tell } = (this.#brokenOff ??= this.#breakOff());
    tell([...this.#paths]);
    return rows;
  }

  // Once for the pages; the same cookie carries the session on all of them.
  async #carriers({ rows, kept, endedAt }: Told, marks: readonly string[]): Promise<Rows['cookies'] | undefined> {
    const inside = marks.includes('signed-in') && !marks.includes('signed-out') && !marks.includes('deleted');
    if (this.#carriersKnown || !inside || endedAt === undefined || kept.cookies.length === 0) return undefined;
    const carriers = await sessionCarriers(this.#visit, { url: endedAt, kept });
    this.#carriersKnown = carriers.size > 0;
    return (rows.cookies ?? []).map((cookie) => ({
      ...cookie,
      carriesSession:
        carriers.get(`${cookie.domain} ${cookie.name}`) ?? carriers.get(`.${cookie.domain} ${cookie.name}`) ?? null,
    }));
  }
}

const filling: ReadonlySet<string> = new Set(['sign-up', 'consent-as-guardian', 'child-profile', 'play']);
const wordy: ReadonlySet<string> = new Set(['child-profile', 'play', 'other']);

const ownPages = ({ part }: Visit, { rows }: Told) =>
  (rows.documents ?? []).filter(({ host, status }) => host === new URL(part.url).hostname && status < 300);
