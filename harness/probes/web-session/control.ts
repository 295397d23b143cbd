import type { ElementHandle, Frame, Page } from 'puppeteer-core';
import type { JourneyStep } from '../../../schemas/types.ts';
import { atMost } from './at-most.ts';
import type { PageElement } from './in-page.ts';
import { named } from './named.ts';
import { whyMissing } from './names-on.ts';
import { stirs } from './rest.ts';
import { Stopped } from './stopped.ts';

export type Control = ElementHandle;

const verbs = ['open', 'fill', 'choose', 'click', 'expect', 'wait', 'logout'] as const;
export type Verb = (typeof verbs)[number];

/** What a step does, and to what. */
export function verbOf(step: JourneyStep): { readonly verb: Verb; readonly target: string } {
  const verb = verbs.find((name) => step[name] !== undefined);
  if (verb === undefined) throw new Error('a step of a journey says nothing that can be done');
  return { verb, target: step[verb] ?? '' };
}

/**
 * The control that a step names, once it can be seen: by its accessible name, and its role where the step says one.
 * @throws Stopped no-control or control-unusable at the end of the time
 */
export async function findControl(page: Page, step: JourneyStep, until: number): Promise<Control> {
  const { verb, target } = verbOf(step);
  let hidden = false;
  let settled: number | undefined;
  for (;;) {
    for (const frame of page.frames()) {
      for (const control of await candidates(frame, step, target)) {
        const use = await useOf(control, step);
        if (use === 'moving') settled ??= Math.min(until, performance.now() + longestMove);
        const still = use === 'moving' && performance.now() >= (settled ?? until);
        if (use === 'visible' || still || (use === 'hidden' && verb === 'fill')) return control;
        if (use === 'hidden') hidden = true;
      }
    }
    const left = until - performance.now();
    if (left <= 0) break;
    await stirs(page, Math.min(200, left));
  }
  const kind = kinds[verb];
  if (hidden) throw new Stopped('control-unusable', `the ${step.role ?? kind} "${target}" is there and cannot be seen`);
  throw new Stopped('no-control', await whyMissing(page, { step, target, kind }));
}

/** How many controls a step could mean; the first of them is taken. */
export async function meantBy(page: Page, step: JourneyStep): Promise<number> {
  const { target } = verbOf(step);
  let count = 0;
  for (const frame of page.frames())
    for (const control of await candidates(frame, step, target))
      if (['visible', 'moving'].includes(await useOf(control, step))) count++;
  return count;
}

// A field for files bears the name of the chosen file too, so that its label has to be read.
async function candidates(frame: Frame, step: JourneyStep, target: string): Promise<readonly Control[]> {
  const { css, role, fill } = step;
  const found = await atMost(3000, css === undefined ? named(frame, target, role) : frame.$$(css), []);
  if (found.length > 0 || fill === undefined) return found;
  const files = await frame.$$('input[type=file]').catch(() => []);
  const labels = await Promise.all(files.map((file) => file.evaluate(labelOf).catch(() => '')));
  return files.filter((_, index) => labels[index] === target);
}

const labelOf = (element: PageElement): string => {
  const [label] = element.labels ?? [];
  return (element.getAttribute('aria-label') ?? label?.textContent ?? '').trim().replaceAll(/\s+/g, ' ');
};

const kinds: Readonly<Record<Verb, string>> = {
  open: 'page',
  fill: 'field',
  choose: 'list or box',
  click: 'button or link',
  expect: 'text',
  wait: 'text',
  logout: 'button or link',
};

/** `moving`: still coming into sight, and who uses it now may miss it, or be interrupted when it has come. */
type Use = 'none' | 'hidden' | 'moving' | 'visible';

/** So long, in milliseconds, a control that moves is waited for. */
const longestMove = 2000;

// Both are asked at once: whether a step can use it, unless the step says exactly what it means, and whether it can be seen.
function useOf(control: Control, step: JourneyStep): Promise<Use> {
  const { verb } = verbOf(step);
  const exact = step.css !== undefined || step.role !== undefined;
  return control.evaluate(use, exact ? '' : verb).catch((): Use => (exact ? 'hidden' : 'none'));
}

interface PageAnimation {
  readonly playState: string;
  readonly transitionProperty?: string;
  readonly effect: {
    readonly target: { contains(element: PageElement): boolean } | null;
    getComputedTiming(): { readonly endTime: unknown };
  } | null;
}

declare const document: { getAnimations(): readonly PageAnimation[] };
declare const getComputedStyle: (element: PageElement) => { readonly visibility: string };

// Words on a page bear names too; a step means something that can be used. Runs in the page.
const use = (element: PageElement, wanted: string): Use => {
  const selectors: Readonly<Record<string, string>> = {
    fill: 'input:not([type=checkbox]):not([type=radio]):not([type=submit]):not([type=button]), textarea, [contenteditable], [role=textbox], [role=searchbox]',
    choose:
      'select, option, input[type=checkbox], input[type=radio], [role=checkbox], [role=radio], [role=switch], [role=option]',
  };
  const clickable =
    'a, button, summary, input[type=submit], input[type=button], input[type=image], input[type=checkbox], input[type=radio], [role], [onclick], [tabindex]';
  if (wanted !== '' && !element.matches(selectors[wanted] ?? clickable)) return 'none';
  const { width, height } = element.getBoundingClientRect();
  const seen = !['hidden', 'collapse'].includes(getComputedStyle(element).visibility) && width > 0 && height > 0;
  if (!seen) return 'hidden';
  const moves =
    /^(?:opacity|transform|translate|scale|rotate|top|left|right|bottom|inset.*|margin.*|(?:m\w\w-)?(?:height|width))$/;
  const isComing = ({ playState, transitionProperty = 'top', effect }: PageAnimation) =>
    playState === 'running' &&
    moves.test(transitionProperty) &&
    Number(effect?.getComputedTiming().endTime) < 10_000 &&
    effect?.target?.contains(element) === true;
  return document.getAnimations().some(isComing) ? 'moving' : 'visible';
};
