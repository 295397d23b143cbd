import type { BrowserContext, Cookie, Page } from 'puppeteer';
import { atMost } from './at-most.ts';
import { contentsIn } from './contents-kept.ts';
import type { Rows } from './take-journey.ts';

/** What a browser kept, as it is found now. */
export interface Kept {
  readonly cookies: readonly Cookie[];
  readonly items: readonly KeptItem[];
  /** What stands in the databases and caches that are among the items. */
  readonly contents: readonly KeptItem[];
}

export interface KeptItem {
  readonly host: string;
  readonly kind: Rows['stored'][number]['kind'];
  readonly name: string;
  readonly value: string;
}

/** Looks into the cookies of a context and the storage of the page and its frames. */
export async function keptIn(context: BrowserContext, page: Page): Promise<Kept> {
  const cookies = await atMost(3000, context.cookies(), []);
  const items: KeptItem[] = [];
  const contents: KeptItem[] = [];
  for (const frame of page.frames().slice(0, 20)) {
    if (!URL.canParse(frame.url())) continue;
    const host = new URL(frame.url()).hostname;
    const found = await atMost(2000, frame.evaluate(look), []);
    const own = found.map(([kind, name, value]) => ({ host, kind: kind as KeptItem['kind'], name, value }));
    items.push(...own);
    if (own.some(({ kind }) => kind === 'database' || kind === 'cache'))
      contents.push(...(await contentsIn(frame)).map((one) => ({ host, ...one })));
  }
  return { cookies, items, contents };
}

interface Store {
  readonly length: number;
  key(index: number): string | null;
  getItem(name: string): string | null;
}
declare const localStorage: Store;
declare const sessionStorage: Store;
declare const indexedDB: { databases(): Promise<readonly { readonly name?: string }[]> };
declare const caches: { keys(): Promise<readonly string[]> };
declare const navigator: {
  readonly serviceWorker?: { getRegistrations(): Promise<readonly { readonly scope: string }[]> };
};

// Runs in the page. What a page may not see of itself, such as the storage of a sandboxed frame, is not there.
const look = async (): Promise<[string, string, string][]> => {
  const found: [string, string, string][] = [];
  const all = async (kind: string, list: () => Promise<readonly (readonly [string, string])[]>) => {
    try {
      for (const [name, value] of (await list()).slice(0, 500))
        found.push([kind, name.slice(0, 500), value.slice(0, 100_000)]);
    } catch {
      // Not to be had here.
    }
  };
  const entries = (store: Store) =>
    Array.from({ length: store.length }, (_, index) => {
      const name = store.key(index) ?? '';
      return [name, store.getItem(name) ?? ''] as const;
    });
  await all('local-storage', () => Promise.resolve(entries(localStorage)));
  await all('session-storage', () => Promise.resolve(entries(sessionStorage)));
  await all('database', async () => (await indexedDB.databases()).map(({ name = '' }) => [name, ''] as const));
  await all('cache', async () => (await caches.keys()).map((name) => [name, ''] as const));
  await all('service-worker', async () =>
    ((await navigator.serviceWorker?.getRegistrations()) ?? []).map(({ scope }) => [scope, ''] as const),
  );
  return found;
};
