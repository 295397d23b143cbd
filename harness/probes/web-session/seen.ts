import type { Page } from 'puppeteer-core';
import type { JourneyStep } from '../../../schemas/types.ts';
import type { Observing } from '../../gather/probe.ts';
import { textOf } from './act.ts';
import { verbOf, type Control } from './control.ts';
import { controlRows } from './controls-on.ts';
import type { PageDocument } from './in-page.ts';
import type { Journey, Rows } from './take-journey.ts';
import { Links } from './variations/links.ts';
import { demanded } from './variations/only-required.ts';
import { wordsOf } from './words.ts';

declare const document: PageDocument;

/** What is looked at on the pages themselves while a journey is taken. */
export class Seen {
  readonly notices: Rows['notices'] = [];
  readonly controls: Rows['controls'] = [];
  readonly filled: Rows['filled'] = [];
  readonly links: Links;
  readonly #journey: Journey;
  #gated = false;

  readonly #begins: number;

  /** `begins` is the number of steps that only lead to the beginning of the journey. */
  constructor(journey: Journey, origin: string, begins: number) {
    this.#journey = journey;
    this.#begins = begins;
    this.links = new Links(journey.id, origin);
  }

  /** Before a step: whether the field it fills is demanded. */
  async before(
    step: JourneyStep,
    find: () => Promise<Control>,
    { number, observing }: { readonly number: number; readonly observing: Observing },
  ): Promise<void> {
    if (step.fill === undefined && step.choose === undefined) return;
    const control = await find();
    const required = await control.evaluate(demanded).catch(() => true);
    const { canaries } = wordsOf(step.with ?? '', observing);
    const journey = this.#journey.id;
    this.filled.push({
      id: `${journey}/g${number}`,
      journey,
      step: number,
      control: verbOf(step).target,
      required,
      canaries: [...canaries],
    });
  }

  /** After a step: the notice, the controls of a question, and where a child could go from here. */
  async look(page: Page, step: JourneyStep, number: number): Promise<void> {
    const { id: journey, role } = this.#journey;
    if (step.marks?.includes('gate-passed') === true) this.#gated = true;
    if (step.marks?.includes('notice-shown') === true) this.notices.push(await noticeRow(page, journey, number));
    this.controls.push(...(await controlRows(page, { step, number, journey })));
    if (role === 'child' && number > this.#begins) await this.links.collect(page, number, this.#gated);
  }
}

async function noticeRow(page: Page, journey: string, step: number): Promise<Rows['notices'][number]> {
  const language = await page.evaluate(() => document.documentElement.lang).catch(() => '');
  const text = (await textOf(page)).slice(0, 60_000);
  return {
    id: `${journey}/n${step}`,
    journey,
    step,
    text,
    ...(language === '' ? {} : { language: language.slice(0, 40) }),
  };
}
