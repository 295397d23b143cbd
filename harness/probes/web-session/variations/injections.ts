import type { Page } from 'puppeteer-core';
import type { JourneyStep } from '../../../../schemas/types.ts';
import type { PageDocument, PageElement } from '../in-page.ts';
import { verbOf, type Control } from '../control.ts';
import type { Visit } from '../family.ts';
import type { Room } from '../laboratory.ts';
import { stepsOf } from '../steps-of.ts';
import type { Journey, Rows } from '../take-journey.ts';
import type { Words } from '../words.ts';
import { vary } from './vary.ts';

declare const document: PageDocument;

type Form = Rows['injections'][number]['form'];

// Each calls a function that only we give to the page; short, because names are short.
const payloads: Readonly<Record<Form, (field: number) => string>> = {
  element: (field) => `<img src=x onerror=toymark(${field})>`,
  attribute: (field) => `"autofocus onfocus=toymark(${field}) x="`,
  address: (field) => `javascript:toymark(${field})`,
  script: (field) => `';toymark(${field});//`,
};

/** A text that a field was given: in which form, and what was seen of it. */
interface Given {
  readonly field: string;
  readonly form: Form;
  readonly text: string;
  step: number;
  taken: boolean;
  cameBack: boolean;
  ran: boolean;
}

/** What was seen of the texts that the fields of a journey were given, each known by its number. */
class Watch {
  readonly given: Given[] = [];
  readonly #from: number;
  readonly #listening = new WeakSet<Page>();

  constructor(from: number) {
    this.#from = from;
  }

  give(field: string, form: Form): Given {
    const text = payloads[form](this.#from + this.given.length);
    const given = { field, form, text, step: 0, taken: false, cameBack: false, ran: false };
    this.given.push(given);
    return given;
  }

  async listen(page: Page): Promise<void> {
    if (this.#listening.has(page)) return;
    this.#listening.add(page);
    await page.exposeFunction('toymark', (number: number) => {
      const given = this.given[number - this.#from];
      if (given !== undefined) given.ran = true;
    });
  }

  async look(page: Page): Promise<void> {
    const words = await page.evaluate(everything).catch(() => '');
    for (const given of this.given) if (words.includes(given.text)) given.cameBack = true;
  }
}

/** How texts are given. */
export interface Giving {
  /** Whose words are typed beside the texts; the bench's where absent. */
  readonly typed?: (words: Words, step: JourneyStep) => string;
  /** Number of the first text; no other that the same family was given has one from there on. */
  readonly from: number;
}

/**
 * Gives every field of free words of a journey text that would report itself if a page ran it, one form at a time. What
 * leads to the journey is done once; then it is taken for each form from the page where it begins.
 */
export async function inject(visit: Visit, journey: Journey, { typed, from }: Giving): Promise<Rows['injections']> {
  if (!journey.steps.some(({ fill }) => fill !== undefined)) return [];
  const watch = new Watch(from);
  const injection: Injection = { visit, journey, watch, typed: typed ?? (({ text }) => text) };
  const forms = new Set(Object.keys(payloads) as Form[]);
  const begun = journey.begins === undefined ? undefined : await begin(injection);
  if (begun !== undefined)
    try {
      for (const form of forms) {
        if (!(await take(injection, form, begun))) break;
        forms.delete(form);
      }
    } finally {
      begun.room.close();
    }
  // Some journeys cannot be begun from an address; then each time all is done that leads to them.
  for (const form of forms) await take(injection, form);
  return rowsOf(journey, watch);
}

interface Injection {
  readonly visit: Visit;
  readonly journey: Journey;
  readonly watch: Watch;
  readonly typed: NonNullable<Giving['typed']>;
}

/** A page on which everything was done that leads to a journey, and where that was. */
interface Begun {
  readonly room: Room;
  readonly page: Page;
  readonly address: string;
}

async function begin({ visit, journey, typed }: Injection): Promise<Begun | undefined> {
  const room = await visit.laboratory.room();
  const all = stepsOf(journey, visit.journeys);
  const steps = all.slice(0, all.length - journey.steps.length);
  const before: Journey = { ...journey, steps: [...steps] };
  const { taken } = await vary({ visit, journey: before, steps, name: 'begun', change: { typed }, room });
  const { page, stopped } = taken;
  if (stopped === undefined && URL.canParse(page.url())) return { room, page, address: page.url() };
  room.close();
  return undefined;
}

/** Takes the journey with texts of one form. @returns whether any field was given one */
async function take({ visit, journey, watch, typed }: Injection, form: Form, begun?: Begun): Promise<boolean> {
  const now = new Map<string, Given>();
  const own = new Set(journey.steps.map((step) => verbOf(step).target));
  const before = async (page: Page, step: JourneyStep, find: () => Promise<Control>) => {
    await watch.listen(page);
    const field = verbOf(step).target;
    if (step.fill === undefined || !own.has(field) || now.has(field)) return;
    const control = await find();
    if (await control.evaluate(takesWords)) now.set(field, watch.give(field, form));
  };
  const whole = stepsOf(journey, visit.journeys);
  const steps = begun === undefined ? whole : [{ open: begun.address }, ...journey.steps.map(soonThere)];
  const { taken } = await vary({
    ...{ visit, journey, name: `injection-${form}`, steps: steps.map(forgiving) },
    ...(begun === undefined ? {} : { room: begun.room }),
    change: {
      before,
      typed: (words, step) => now.get(verbOf(step).target)?.text ?? typed(words, step),
      look: (page) => watch.look(page),
      ...(begun === undefined ? {} : { page: begun.page }),
    },
    afterwards: (page) => watch.look(page),
  });
  for (const given of now.values()) {
    given.taken = taken.stopped === undefined;
    // Counted as in the whole journey, whatever it was begun with.
    given.step = (taken.rows.find(({ target }) => target === given.field)?.step ?? 0) + whole.length - steps.length;
  }
  return now.size > 0;
}

function rowsOf(journey: Journey, { given }: Watch): Rows['injections'] {
  return given.map(({ field, form, step, taken, cameBack, ran }, index) => ({
    id: `${journey.id}/i${form}${given.slice(0, index + 1).filter((each) => each.form === form).length}`,
    ...{ journey: journey.id, step: Math.max(0, step), field, form, taken, cameBack, ran },
  }));
}

// At an address where a journey has begun before, its first control is soon there; else it is begun from the beginning.
const soonThere = (step: JourneyStep, index: number): JourneyStep => (index === 0 ? { ...step, seconds: 1 } : step);

// The words that were expected may hold what was not entered now.
const forgiving = (step: JourneyStep): JourneyStep =>
  step.expect === undefined && step.wait === undefined ? step : { ...step, optional: true, seconds: 1 };

const takesWords = (element: PageElement): boolean =>
  element.tagName === 'TEXTAREA' || ['text', 'search', 'url', ''].includes(element.type ?? '');

// What stands on the page as text or in a field; what ran is gone from both.
const everything = (): string => {
  const fields = [...document.querySelectorAll('input, textarea')].map(({ value }) => value ?? '');
  return [document.body.innerText, ...fields].join('\n');
};
