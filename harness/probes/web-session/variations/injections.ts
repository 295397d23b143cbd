import type { Page } from 'puppeteer';
import type { JourneyStep } from '../../../../schemas/types.ts';
import type { PageDocument, PageElement } from '../in-page.ts';
import { findControl, verbOf } from '../control.ts';
import type { Visit } from '../family.ts';
import { stepsOf } from '../steps-of.ts';
import type { Journey, Rows } from '../take-journey.ts';
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

/** What was seen of the text that fields were given. */
class Watch {
  readonly fields = new Map<string, number>();
  readonly back = new Set<string>();
  readonly ran = new Set<number>();
  readonly #form: Form;
  #listening: Page | undefined;

  constructor(form: Form) {
    this.#form = form;
  }

  /** The text for a field, which tells its number if it runs. */
  textFor(field: string): string {
    this.fields.set(field, this.fields.size + 1);
    return payloads[this.#form](this.fields.size);
  }

  async listen(page: Page): Promise<void> {
    if (this.#listening === page) return;
    this.#listening = page;
    await page.exposeFunction('toymark', (number: number) => {
      this.ran.add(number);
    });
  }

  async look(page: Page): Promise<void> {
    const words = await page.evaluate(everything).catch(() => '');
    for (const [field, number] of this.fields) if (words.includes(payloads[this.#form](number))) this.back.add(field);
  }
}

/** Gives every field of free words of a journey text that would report itself if a page ran it, one form at a time. */
export async function inject(visit: Visit, journey: Journey): Promise<Rows['injections']> {
  const rows: Rows['injections'] = [];
  for (const form of Object.keys(payloads) as Form[]) {
    const watch = new Watch(form);
    const given = new Map<string, string>();
    const own = new Set(journey.steps.map((step) => verbOf(step).target));
    const before = async (page: Page, step: JourneyStep, until: number) => {
      await watch.listen(page);
      const field = verbOf(step).target;
      if (step.fill === undefined || !own.has(field) || given.has(field)) return;
      const control = await findControl(page, step, until);
      if (await control.evaluate(takesWords)) given.set(field, watch.textFor(field));
    };
    const { taken } = await vary({
      ...{ visit, journey, name: `injection-${form}` },
      steps: stepsOf(journey, visit.journeys).map(forgiving),
      change: {
        before,
        typed: ({ text }, step) => given.get(verbOf(step).target) ?? text,
        look: (page) => watch.look(page),
      },
      afterwards: (page) => watch.look(page),
    });
    for (const [field, number] of watch.fields)
      rows.push({
        id: `${journey.id}/i${form}${number}`,
        ...{ journey: journey.id, step: taken.rows.find(({ target }) => target === field)?.step ?? 0, field, form },
        ...{ taken: taken.stopped === undefined, cameBack: watch.back.has(field), ran: watch.ran.has(number) },
      });
  }
  return rows;
}

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
