import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import type { JourneyStep } from '../../../schemas/types.ts';
import { atMost, pause } from './at-most.ts';
import { meantBy, verbOf, type Control } from './control.ts';
import type { PageDocument, PageElement, PageEvents } from './in-page.ts';
import { pictureHolding } from './picture-holding.ts';
import type { Recording } from './recording.ts';
import { stirs } from './rest.ts';
import { firstLine } from '../shared/first-line.ts';
import { Stopped } from './stopped.ts';
import { usableControl } from './usable.ts';

declare const document: PageDocument;
declare const Event: PageEvents;

/** What a step is done with. */
export interface Doing {
  readonly page: Page;
  readonly origin: string;
  /** Folder for files that are chosen in a form. */
  readonly folder: string;
  /** Where a file that is chosen is remembered; its bytes do not show in what the browser tells of a request. */
  readonly recording?: Recording;
  /** What is typed in; empty where the step types nothing. */
  readonly text: string;
  /** Puts words in at once but for the last key, as a browser does that remembers them; key by key where absent. */
  readonly atOnce?: boolean;
  /** When the time of the step is over. */
  readonly until: number;
  /** Called where a step could mean several controls; nobody counts them otherwise. */
  readonly several?: (count: number) => void;
  /** The control that the step names, where it was found already. */
  readonly found?: Control | undefined;
}

/**
 * Does one step.
 * @returns false where the page had nothing to do: it showed at once what it should show
 * @throws Stopped where it cannot be done
 */
export async function act(step: JourneyStep, doing: Doing): Promise<boolean> {
  const { verb, target } = verbOf(step);
  if (verb === 'expect' || verb === 'wait') return seeText(target, doing);
  if (verb === 'open') await open(target, doing);
  else await use(step, doing);
  return true;
}

async function use(step: JourneyStep, doing: Doing): Promise<void> {
  const { verb, target } = verbOf(step);
  const control = doing.found ?? (await usableControl(doing.page, step, doing));
  const meant = doing.several === undefined ? 1 : await meantBy(doing.page, step);
  if (meant > 1) doing.several?.(meant);
  try {
    if (verb === 'fill') await fill(control, doing);
    else if (verb === 'choose') await choose(control, step);
    else await control.click();
  } catch (error) {
    throw new Stopped('control-unusable', `"${target}" cannot be used: ${firstLine(error)}`);
  }
}

async function open(target: string, doing: Doing): Promise<void> {
  const { page, origin, until } = doing;
  const url = new URL(target, origin).href;
  try {
    await page.goto(url, { waitUntil: 'domcontentloaded', timeout: Math.max(1, until - performance.now()) });
  } catch (error) {
    const words = firstLine(error);
    // A file to be saved is no page; the request was made all the same.
    if (words.includes('ERR_ABORTED')) return;
    // The bench itself came to another network, or got another address; the product has done nothing.
    if (words.includes('ERR_NETWORK_CHANGED') && performance.now() < until) {
      await pause(100);
      return open(target, doing);
    }
    // A page that never ends loading can be used all the same, once there is something on it.
    if (/timeout/i.test(words) && (await textOf(page)) !== '') return;
    if (/CERT|SSL/.test(words)) throw new Stopped('certificate', `${url}: ${words}`);
    throw new Stopped('page-not-loaded', `${url}: ${words}`);
  }
}

/** Waits until a page shows these words. @returns whether it had to wait */
async function seeText(text: string, { page, until }: Doing): Promise<boolean> {
  for (let waited = false; ; waited = true) {
    for (const frame of page.frames()) if (await atMost(2000, frame.evaluate(shows, text), false)) return waited;
    const left = until - performance.now();
    if (left <= 0) break;
    await stirs(page, Math.min(200, left));
  }
  throw new Stopped(
    'text-not-shown',
    `the page does not show "${text}"; it shows "${(await textOf(page)).slice(0, 200)}"`,
  );
}

const shows = (text: string): boolean => {
  const even = (words: string) => words.replaceAll(/\s+/g, ' ').trim().toLowerCase();
  return even(`${document.title}\n${document.body.innerText}`).includes(even(text));
};

/** The words that can be seen on a page, in one line. */
export async function textOf(page: Page): Promise<string> {
  const text = await atMost(
    2000,
    page.evaluate(() => document.body.innerText.slice(0, 60_000)),
    '',
  );
  return text.replaceAll(/\s+/g, ' ').trim();
}

async function fill(control: Control, { page, text, folder, recording, atOnce }: Doing): Promise<void> {
  // What stands in a field of words is marked, so that what is typed replaces it; no other field has it done.
  const type = await control.evaluate((element: PageElement) => {
    element.select?.();
    return element.type ?? 'text';
  });
  if (type === 'file') return choosePicture(control as ElementHandleOfFile, { text, folder, recording });
  if (/^(?:date|month|week|time|datetime-local|color|range)$/.test(type)) {
    await control.evaluate((element: PageElement, value) => {
      element.value = value;
      element.dispatchEvent(new Event('input', { bubbles: true }));
      element.dispatchEvent(new Event('change', { bubbles: true }));
    }, text);
    return;
  }
  const last = atOnce === true ? Math.max(0, text.search(/.$/su)) : 0;
  if (last > 0) {
    await control.focus();
    await page.keyboard.sendCharacter(text.slice(0, last));
  }
  await control.type(text.slice(last));
}

type ElementHandleOfFile = Control & { uploadFile(...paths: string[]): Promise<void> };

async function choosePicture(
  control: ElementHandleOfFile,
  given: { text: string; folder: string; recording: Recording | undefined },
): Promise<void> {
  const file = join(mkdtempSync(join(given.folder, 'chosen-')), 'picture.png');
  const picture = pictureHolding(given.text);
  writeFileSync(file, picture);
  given.recording?.chosen.push(picture);
  await control.uploadFile(file);
}

async function choose(control: Control, { option }: JourneyStep): Promise<void> {
  const isList = await control.evaluate((element: PageElement) => element.tagName === 'SELECT');
  if (isList) {
    const value = await control.evaluate((element: PageElement, wanted) => {
      const options = [...(element.options ?? [])];
      return options.find(({ label, value: own }) => label.trim() === wanted || own === wanted)?.value;
    }, option ?? '');
    if (option === undefined) throw new Error('it is a list; say under option which entry is chosen');
    if (value === undefined) throw new Error(`there is no "${option}" in the list; ${await entriesOf(control)}`);
    await control.select(value);
    return;
  }
  const marked = await control.evaluate(
    (element: PageElement) => element.checked ?? element.getAttribute('aria-checked') === 'true',
  );
  if (!marked) await control.click();
}

async function entriesOf(control: Control): Promise<string> {
  const labels = await control.evaluate((element: PageElement) =>
    [...(element.options ?? [])].slice(0, 12).map(({ label }) => `"${label.trim().slice(0, 60)}"`),
  );
  return labels.length === 0 ? 'it is empty' : `it has ${labels.join(', ')}`;
}
