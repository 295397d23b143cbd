import type { Page } from 'puppeteer-core';
import type { PageDocument } from '../in-page.ts';
import type { Laboratory } from '../laboratory.ts';
import type { Rows } from '../take-journey.ts';

declare const document: PageDocument;

type Link = Rows['links'][number];

/** Links and forms on the pages of a child that point to another host; each is followed once. */
export class Links {
  readonly #found = new Map<string, Link & { readonly url: string }>();
  readonly #journey: string;
  readonly #own: string;

  constructor(journey: string, origin: string) {
    this.#journey = journey;
    this.#own = new URL(origin).hostname;
  }

  /** Looks through the page that is open now. */
  async collect(page: Page, step: number, behindGate: boolean): Promise<void> {
    if (!URL.canParse(page.url()) || new URL(page.url()).hostname !== this.#own) return;
    const path = new URL(page.url()).pathname.slice(0, 2000);
    for (const { url, name } of await page.evaluate(linksOn).catch(() => [])) {
      if (!URL.canParse(url, page.url()) || !/^https?:/i.test(new URL(url, page.url()).protocol)) continue;
      const { hostname: host, href } = new URL(url, page.url());
      if (host === this.#own || this.#found.has(href) || this.#found.size >= 50) continue;
      const id = `${this.#journey}/l${this.#found.size + 1}`;
      const where = { journey: this.#journey, step, page: path, name: name.slice(0, 500), host };
      this.#found.set(href, { id, ...where, followed: false, behindGate, url: href });
    }
  }

  /** Follows each once, in an empty browser that belongs to no journey. */
  async follow(laboratory: Laboratory): Promise<Link[]> {
    const rows: Link[] = [];
    if (this.#found.size === 0) return rows;
    const { context, page, close } = await laboratory.room();
    for (const { url, ...link } of this.#found.values()) {
      const window = rows.length === 0 ? page : await context.newPage();
      await window.goto(url, { timeout: 5000, waitUntil: 'domcontentloaded' }).catch(() => undefined);
      const end = URL.canParse(window.url()) ? new URL(window.url()).hostname : '';
      rows.push({ ...link, followed: true, ...(end === '' ? {} : { reached: end.slice(0, 300) }) });
      await window.close().catch(() => undefined);
    }
    close();
    return rows;
  }
}

const linksOn = () =>
  [...document.querySelectorAll('a[href], area[href], form[action], [data-href]')]
    .filter((element) => element.checkVisibility())
    .slice(0, 500)
    .map((element) => ({
      url: element.getAttribute('href') ?? element.getAttribute('action') ?? element.getAttribute('data-href') ?? '',
      name: (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().replaceAll(/\s+/g, ' '),
    }));
