import type { Page } from 'puppeteer-core';
import type { PageDocument, PageElement } from './in-page.ts';

declare const document: PageDocument;
declare const location: { readonly href: string };

/** A page as it was seen: with the values of the family blurred, and as it was where that differs. */
export interface Pictures {
  readonly blurred: Uint8Array;
  readonly original: Uint8Array | undefined;
  /** Names of the values that it showed. */
  readonly names: readonly string[];
}

/** The spellings in which each value of the family is looked for, by its name. */
export type Spellings = Readonly<Record<string, readonly string[]>>;

/** What a page shows, in words: as long as they are the same, so is its picture. */
export const stateOf = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const fields = [...document.querySelectorAll('input, textarea, select')].map((field) => {
      const { value = '', checked = false } = field;
      return `${value} ${checked}`;
    });
    return [location.href, document.body.innerHTML.length, document.body.innerText, ...fields].join('\n');
  });

/**
 * Takes a picture of what is on the screen. Every element that shows a value of the family is blurred for one of them, and
 * every field that holds one.
 */
export async function takePictures(page: Page, values: Spellings): Promise<Pictures | undefined> {
  try {
    const names = await shown(page, values);
    if (names.length === 0) return { blurred: await shoot(page), original: undefined, names };
    const original = await shoot(page);
    await page.evaluate(blur, Object.values(values).flat());
    const blurred = await shoot(page);
    await page.evaluate(clear);
    return { blurred, original, names };
  } catch {
    // A page that is just going away has no picture.
    return undefined;
  }
}

const shoot = (page: Page): Promise<Uint8Array> =>
  page.screenshot({ type: 'jpeg', quality: 60, captureBeyondViewport: false, optimizeForSpeed: true });

const shown = (page: Page, values: Spellings): Promise<string[]> =>
  page.evaluate((spellings) => {
    const fields = [...document.querySelectorAll('input, textarea')].map((field) => field.value ?? '');
    const all = [document.body.innerText, ...fields].join('\n').toLowerCase();
    return Object.entries(spellings).flatMap(([name, texts]) =>
      texts.some((text) => all.includes(text.toLowerCase())) ? [name] : [],
    );
  }, values);

const blur = (texts: readonly string[]): void => {
  const holds = (words: string | null) =>
    texts.some((text) => (words ?? '').toLowerCase().includes(text.toLowerCase()));
  const marked = new Set<PageElement>();
  const walker = document.createTreeWalker(document.body, 4);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
    if (holds(node.nodeValue) && node.parentElement !== null) marked.add(node.parentElement);
  for (const field of document.querySelectorAll('input, textarea, img, canvas'))
    if (field.value === undefined || holds(field.value)) marked.add(field);
  for (const element of marked) {
    element.dataset['blurredBefore'] = element.style.filter;
    element.style.filter = 'blur(7px)';
  }
};

const clear = (): void => {
  for (const element of document.querySelectorAll('[data-blurred-before]')) {
    element.style.filter = element.dataset['blurredBefore'] ?? '';
    delete element.dataset['blurredBefore'];
  }
};
