import type { Frame, Page } from 'puppeteer-core';
import type { JourneyStep } from '../../../schemas/types.ts';
import { atMost } from './at-most.ts';
import type { PageDocument, PageElement } from './in-page.ts';
import { firstLine } from '../shared/first-line.ts';

declare const document: PageDocument;

interface Missing {
  readonly step: JourneyStep;
  /** Name of the control as the step says it. */
  readonly target: string;
  /** What the step looks for, such as `button or link`. */
  readonly kind: string;
}

/** Why a step finds nothing, for whoever wrote the journey: what the page and its frames show, and what is near. */
export async function whyMissing(page: Page, missing: Missing): Promise<string> {
  const { css } = missing.step;
  if (css === undefined) return whyNotNamed(page, missing);
  const asked = page.$(css).then(
    () => undefined,
    (error: unknown) => firstLine(error),
  );
  const wrong = await atMost(2000, asked, undefined);
  const nothing = `nothing on the page fits the selector ${css} for "${missing.target}"`;
  return wrong === undefined ? nothing : `${nothing}; it is no selector of CSS: ${wrong}`;
}

async function whyNotNamed(page: Page, { step, target, kind }: Missing): Promise<string> {
  const [main, ...inner] = await Promise.all(page.frames().slice(0, 8).map(shownIn));
  const frames = inner.flatMap(({ title, names, lost }) => {
    if (lost) return [`; its frame ${title} could not be loaded`];
    return names.length === 0 ? [] : [`; in its frame ${title} ${quoted(names)}`];
  });
  const names = main?.names ?? [];
  const all = [...names, ...inner.flatMap((frame) => frame.names)];
  if (main?.late === true)
    return `no ${step.role ?? kind} "${target}" was found on the page, which did not tell its controls in time`;
  const shown = `it shows ${names.length === 0 ? 'no control' : quoted(names)}${frames.join('')}`;
  return `there is no ${step.role ?? kind} "${target}" on the page; ${shown}${near(target, all)}`;
}

const quoted = (names: readonly string[]) =>
  `${names
    .slice(0, 12)
    .map((name) => `"${name.slice(0, 60)}"`)
    .join(', ')}${names.length > 12 ? ' and more' : ''}`;

function near(target: string, names: readonly string[]): string {
  if (names.includes(target)) return `. What is called so cannot be used for this step, or has another role`;
  const drawn = names.find((name) => name.toLowerCase() === target.toLowerCase());
  if (drawn !== undefined) return `. Is "${drawn}" meant, as the page draws it?`;
  const longer = names.find((name) => name.toLowerCase().includes(target.toLowerCase()));
  return longer === undefined ? '' : `. Is "${longer.slice(0, 60)}" meant? A name is written whole`;
}

interface Shown {
  readonly title: string;
  readonly names: readonly string[];
  /** It did not tell its controls in time. */
  readonly late: boolean;
  /** What it should show did not come. */
  readonly lost: boolean;
}

async function shownIn(frame: Frame): Promise<Shown> {
  const lost = frame.url().startsWith('chrome-error:');
  const told = lost ? [] : await atMost(2000, frame.evaluate(namesOfControls), undefined);
  const [names, late] = [told ?? [], told === undefined];
  if (frame.parentFrame() === null) return { title: '', names, late, lost };
  const called = await atMost(1000, nameOf(frame), '');
  return { title: `"${(called || frame.url()).slice(0, 60)}"`, names, late, lost };
}

async function nameOf(frame: Frame): Promise<string> {
  const element = await frame.frameElement();
  const named = (one: PageElement) => one.getAttribute('title') ?? one.getAttribute('name') ?? one.getAttribute('src');
  return (await element?.evaluate(named)) ?? '';
}

const namesOfControls = () =>
  [...document.querySelectorAll('a, button, input, select, textarea')]
    .filter((element) => element.checkVisibility())
    .map((element) => {
      const [label] = element.labels ?? [];
      // As they are drawn: a style may make capitals of them, and then they are named so.
      const drawn = (one: PageElement | undefined) => one?.innerText ?? one?.textContent ?? undefined;
      const even = (text: string | null | undefined) => (text ?? '').trim().replaceAll(/\s+/g, ' ');
      // A label around a list holds its entries too.
      const entries = element.tagName === 'SELECT' ? even(drawn(element)) : '';
      const labelled = label && even(drawn(label));
      const own = entries === '' ? labelled : labelled?.split(entries, 1)[0]?.trim();
      return element.getAttribute('aria-label') ?? own ?? even(drawn(element));
    })
    .filter((text) => text !== '')
    .slice(0, 100);
