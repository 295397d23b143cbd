import type { Visit } from '../family.ts';
import type { Journey, Rows } from '../take-journey.ts';
import type { Told } from '../tell-journey.ts';
import { inject } from './injections.ts';
import { sessionCarriers } from './leave-out-cookies.ts';
import { onlyRequired } from './only-required.ts';
import { resume } from './resumptions.ts';

/** What the test cases ask beside the journeys themselves, each tried right after the journey it varies. */
export class Ways {
  readonly #visit: Visit;
  readonly #paths = new Set<string>();
  #carriersKnown = false;
  #consented = false;

  constructor(visit: Visit) {
    this.#visit = visit;
  }

  /** The rows of a journey with those of its variations. */
  async add(journey: Journey, told: Told): Promise<Partial<Rows>> {
    const { rows } = told;
    const [row] = rows.journeys ?? [];
    const asks = (name: string) => this.#visit.observing.parameters[name] === true;
    if (row?.completed !== true) return rows;
    const { marks } = row;
    if (marks.includes('consent-given')) this.#consented = true;
    if (this.#consented) for (const { path } of ownPages(this.#visit, told)) this.#paths.add(path);
    const more: Partial<Rows>[] = [];
    if (asks('onlyRequired') && filling.has(journey.kind))
      more.push({ journeys: await onlyRequired(this.#visit, journey, told) });
    if (asks('injections') && wordy.has(journey.kind)) more.push({ injections: await inject(this.#visit, journey) });
    if (asks('resumptions') && journey.kind === 'child-profile')
      more.push({ resumptions: await resume(this.#visit, [...this.#paths]) });
    const cookies = asks('leaveOutCookies') ? await this.#carriers(told, marks) : undefined;
    return { ...rows, ...merged(rows, more), ...(cookies === undefined ? {} : { cookies }) };
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

const merged = (rows: Partial<Rows>, more: readonly Partial<Rows>[]): Partial<Rows> => ({
  journeys: [...(rows.journeys ?? []), ...more.flatMap(({ journeys = [] }) => journeys)],
  injections: more.flatMap(({ injections = [] }) => injections),
  resumptions: more.flatMap(({ resumptions = [] }) => resumptions),
});
