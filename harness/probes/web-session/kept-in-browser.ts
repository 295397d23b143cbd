import type { BrowserContext, Cookie, Frame, Page } from 'puppeteer-core';
import { atMost, pause } from './at-most.ts';
import { contentsIn } from './contents-kept.ts';
import type { Rows } from './take-journey.ts';

/** What a browser kept, as it is found now. */
export interface Kept {
  readonly cookies: readonly Cookie[];
  readonly items: readonly KeptItem[];
  /** What stands in the databases and caches that are among the items. */
  readonly contents: readonly KeptItem[];
  /** What could not be looked into, for people. */
  readonly unseen: readonly string[];
}

export interface KeptItem {
  readonly host: string;
  readonly kind: Rows['stored'][number]['kind'];
  readonly name: string;
  readonly value: string;
}

/** Looks into the cookies of a context and the storage of the page and its frames. */
export async function keptIn(context: BrowserContext, page: Page): Promise<Kept> {
  const until = performance.now() + patience;
  const cookies = await atMost(patience, context.cookies(), undefined);
  const items: KeptItem[] = [];
  const contents: KeptItem[] = [];
  const unseen: string[] = cookies === undefined ? ['cookies'] : [];
  const frames = page.frames().filter((frame) => URL.canParse(frame.url()));
  const [looked, rest] = [frames.slice(0, mostFrames), frames.slice(mostFrames)];
  for (const frame of looked) {
    const host = hostOf(frame);
    const found = await foundIn(frame, until);
    if (found?.whole !== true) unseen.push(`storage of ${host}`);
    const own = (found?.rows ?? []).map(([kind, name, value]) => ({
      host,
      kind: kind as KeptItem['kind'],
      name,
      value,
    }));
    items.push(...own);
    if (!own.some(({ kind }) => kind === 'database' || kind === 'cache')) continue;
    const inside = await contentsIn(frame);
    contents.push(...inside.contents.map((one) => ({ host, ...one })));
    if (!inside.whole) unseen.push(`databases and caches of ${host}`);
  }
  const seen = new Set(looked.map(hostOf));
  unseen.push(...rest.map(hostOf).filter((host) => host !== '' && !seen.has(host)));
  return { cookies: cookies ?? [], items, contents, unseen };
}

/** So long, in milliseconds, a page may take to tell what it keeps, on a computer that has much else to do. */
const patience = 10_000;
const mostFrames = 20;
const hostOf = (frame: Frame) => new URL(frame.url()).hostname;

/** Kind, name and value of each, and whether there was no more. */
interface Found {
  readonly rows: [string, string, string][];
  readonly whole: boolean;
}

// A page that goes on to another while it is asked is asked again; a frame that is gone keeps nothing more.
async function foundIn(frame: Frame, until: number): Promise<Found | undefined> {
  const end = Math.max(until, performance.now() + 1000);
  for (let attempt = 0; attempt < 5 && performance.now() < end; attempt++) {
    const found = await atMost(end - performance.now(), frame.evaluate(look), undefined);
    if (found !== undefined) return found;
    if (frame.detached && frame.parentFrame() !== null) return { rows: [], whole: true };
    await pause(100);
  }
  return undefined;
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
const look = async (): Promise<Found> => {
  const rows: [string, string, string][] = [];
  const [most, mostEach] = [500, 4_000_000];
  let whole = true;
  const all = async (kind: string, list: () => Promise<readonly (readonly [string, string])[]>) => {
    try {
      const listed = await list();
      if (listed.length > most || listed.some(({ 1: value }) => value.length > mostEach)) whole = false;
      for (const [name, value] of listed.slice(0, most))
        rows.push([kind, name.slice(0, 500), value.slice(0, mostEach)]);
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
  return { rows, whole };
};
