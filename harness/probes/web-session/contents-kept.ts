import type { Frame } from 'puppeteer-core';
import { atMost } from './at-most.ts';

/** What stands in a database or a cache of a page: its name, and the content as text, octets in base64. */
export interface Content {
  readonly kind: 'database' | 'cache';
  readonly name: string;
  readonly value: string;
}

/**
 * Reads what the databases and caches of a frame hold; `whole` says whether the frame answered in time and held no more
 * than is read: 20 databases of 20 stores with 1,000 records, 20 caches with 500 entries, each of at most 4 million octets
 * or 8 million characters, and 20 million characters of databases and of caches.
 */
export async function contentsIn(
  frame: Frame,
): Promise<{ readonly contents: readonly Content[]; readonly whole: boolean }> {
  const ask = (work: (bounds: Bounds) => Promise<void>) =>
    atMost(10_000, frame.evaluate(readIn(work)) as Promise<Read>, undefined);
  const records = await ask(inDatabases);
  const answers = await ask(inCaches);
  const rows = (kind: Content['kind'], found: readonly (readonly [string, string])[] = []) =>
    found.map(([name, value]) => ({ kind, name, value }));
  const whole = records?.whole === true && answers?.whole === true;
  return { contents: [...rows('database', records?.found), ...rows('cache', answers?.found)], whole };
}

/** Names and texts, and whether there was no more. */
interface Read {
  readonly found: [string, string][];
  readonly whole: boolean;
}

interface Asking<T> {
  readonly result: T;
  onsuccess: (() => void) | null;
  onerror: (() => void) | null;
}
interface Database {
  readonly objectStoreNames: ArrayLike<string>;
  transaction(store: string): { objectStore(store: string): { getAll(query: null, most: number): Asking<unknown[]> } };
  close(): void;
}
declare const indexedDB: {
  databases(): Promise<readonly { readonly name?: string }[]>;
  open(name: string): Asking<Database>;
};
interface Cache {
  keys(): Promise<readonly { readonly url: string }[]>;
  match(request: { readonly url: string }): Promise<{ arrayBuffer(): Promise<ArrayBuffer> } | undefined>;
}
declare const caches: { keys(): Promise<readonly string[]>; open(name: string): Promise<Cache> };

interface Bounds {
  readonly first: <T>(all: readonly T[], most: number) => readonly T[];
  readonly some: (bytes: Uint8Array) => Uint8Array;
  readonly keep: (name: string, text: string) => void;
  readonly read: () => Read;
}

// All below runs in the page.
const readIn = (work: (bounds: Bounds) => Promise<void>) => `(async () => {
  const bounds = (${String(within)})();
  await (${String(work)})(bounds);
  return bounds.read();
})()`;

function within(): Bounds {
  const found: [string, string][] = [];
  const mostEach = 4_000_000;
  let [left, whole] = [20_000_000, true];
  const cut = <T extends { readonly length: number }>(all: T, most: number, part: (most: number) => T): T => {
    if (all.length <= most) return all;
    whole = false;
    return part(most);
  };
  return {
    first: (all, most) => cut(all, most, (count) => all.slice(0, count)),
    some: (bytes) => cut(bytes, mostEach, (count) => bytes.slice(0, count)),
    keep: (name, text) => {
      const kept = cut(text, Math.min(mostEach * 2, left), (count) => text.slice(0, count));
      left -= kept.length;
      found.push([name, kept]);
    },
    read: () => ({ found, whole }),
  };
}

async function inDatabases({ first, some, keep }: Bounds): Promise<void> {
  const done = <T>(asking: Asking<T>) =>
    new Promise<T>((resolve, reject) => {
      asking.onsuccess = () => {
        resolve(asking.result);
      };
      asking.onerror = reject;
    });
  const octets = (bytes: Uint8Array) => btoa(Array.from(some(bytes), (one) => String.fromCharCode(one)).join(''));
  // What can be kept and not be written as JSON must not hide what is beside it: circles, large numbers, maps and sets.
  const written = (record: unknown): string => {
    const met = new WeakSet<object>();
    const plain = (_: string, value: unknown): unknown => {
      if (value instanceof ArrayBuffer) return octets(new Uint8Array(value));
      if (ArrayBuffer.isView(value)) return octets(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
      if (typeof value === 'bigint') return String(value);
      if (typeof value !== 'object' || value === null) return value;
      if (met.has(value)) return undefined;
      met.add(value);
      return value instanceof Map || value instanceof Set ? Array.from(value as Iterable<unknown>) : value;
    };
    const text: unknown = JSON.stringify(record, plain);
    return typeof text === 'string' ? text : '';
  };
  for (const { name = '' } of first(await indexedDB.databases(), 20)) {
    const database = await done(indexedDB.open(name));
    for (const store of first(Array.from(database.objectStoreNames), 20)) {
      const records = await done(database.transaction(store).objectStore(store).getAll(null, 1001));
      for (const record of first(records, 1000)) keep(`${name}/${store}`, written(record));
    }
    database.close();
  }
}

async function inCaches({ first, some, keep }: Bounds): Promise<void> {
  const written = (content: ArrayBuffer): string => {
    const bytes = some(new Uint8Array(content));
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch {
      return btoa(Array.from(bytes, (one) => String.fromCharCode(one)).join(''));
    }
  };
  for (const name of first(await caches.keys(), 20)) {
    const cache = await caches.open(name);
    for (const request of first(await cache.keys(), 500)) {
      const answer = await cache.match(request);
      keep(`${name} ${request.url}`, answer === undefined ? '' : written(await answer.arrayBuffer()));
    }
  }
}
