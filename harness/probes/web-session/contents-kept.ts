import type { Frame } from 'puppeteer';
import { atMost } from './at-most.ts';

/** What stands in a database or a cache of a page: its name, and the content as text, octets in base64. */
export interface Content {
  readonly kind: 'database' | 'cache';
  readonly name: string;
  readonly value: string;
}

/**
 * Reads what the databases and caches of a frame hold, the first some hundred records of each; `whole` says whether the
 * frame answered in time.
 */
export async function contentsIn(
  frame: Frame,
): Promise<{ readonly contents: readonly Content[]; readonly whole: boolean }> {
  const records = await atMost(10_000, frame.evaluate(inDatabases), undefined);
  const answers = await atMost(10_000, frame.evaluate(inCaches), undefined);
  const rows = (kind: Content['kind'], found: readonly (readonly [string, string])[] = []) =>
    found.map(([name, value]) => ({ kind, name, value }));
  const whole = records !== undefined && answers !== undefined;
  return { contents: [...rows('database', records), ...rows('cache', answers)], whole };
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

// Both run in the page, and stand alone there.
const inDatabases = async (): Promise<[string, string][]> => {
  const done = <T>(asking: Asking<T>) =>
    new Promise<T>((resolve, reject) => {
      asking.onsuccess = () => {
        resolve(asking.result);
      };
      asking.onerror = reject;
    });
  const octets = (bytes: Uint8Array) =>
    btoa(Array.from(bytes.slice(0, 60_000), (one) => String.fromCharCode(one)).join(''));
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
  const found: [string, string][] = [];
  for (const { name = '' } of (await indexedDB.databases()).slice(0, 20)) {
    const database = await done(indexedDB.open(name));
    for (const store of Array.from(database.objectStoreNames).slice(0, 20)) {
      const records = await done(database.transaction(store).objectStore(store).getAll(null, 200));
      for (const record of records) found.push([`${name}/${store}`, written(record).slice(0, 100_000)]);
    }
    database.close();
  }
  return found;
};

const inCaches = async (): Promise<[string, string][]> => {
  const written = (content: ArrayBuffer): string => {
    const bytes = new Uint8Array(content).slice(0, 60_000);
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch {
      return btoa(Array.from(bytes, (one) => String.fromCharCode(one)).join(''));
    }
  };
  const found: [string, string][] = [];
  for (const name of (await caches.keys()).slice(0, 20)) {
    const cache = await caches.open(name);
    for (const request of (await cache.keys()).slice(0, 100)) {
      const answer = await cache.match(request);
      found.push([`${name} ${request.url}`, answer === undefined ? '' : written(await answer.arrayBuffer())]);
    }
  }
  return found;
};
