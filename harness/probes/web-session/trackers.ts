import { createHash } from 'node:crypto';
import { Resolver } from 'node:dns/promises';
import { readFileSync, statSync } from 'node:fs';
import { NotObserved } from '../../gather/probe.ts';

/** A list of trackers in the syntax of EasyList. */
export interface TrackerList {
  readonly title: string;
  readonly digest: string;
  /** The day that the list gives itself, as YYYY-MM-DD. */
  readonly date: string;
  readonly ageDays: number;
  readonly rules: number;
  /** The rule that names a request; undefined where none does. */
  readonly match: (request: Requested) => string | undefined;
}

export interface Requested {
  readonly url: string;
  readonly page: string;
  readonly kind: string;
}

const largest = 40_000_000;
const day = 86_400_000;

/** Reads a list. @throws NotObserved input-missing where the file is no list or does not say its day */
export async function readTrackerList(file: string, today = Date.now()): Promise<TrackerList> {
  const text = readText(file);
  const date = dateOf(text);
  if (date === undefined)
    throw new NotObserved(
      'input-missing',
      `${file} does not say when it was made: a line "! Last modified:" or "! Version:" is missing`,
    );
  const { FiltersEngine, Request } = await import('@ghostery/adblocker');
  const engine = FiltersEngine.parse(text, { debug: true, loadCosmeticFilters: false });
  const rules = engine.getFilters().networkFilters.length;
  if (rules === 0) throw new NotObserved('input-missing', `${file} holds no rule for requests`);
  const match = ({ url, page, kind }: Requested): string | undefined => {
    const { match: found, filter } = engine.match(Request.fromRawDetails({ url, sourceUrl: page, type: typeOf(kind) }));
    return found ? (filter?.rawLine ?? filter?.toString()) : undefined;
  };
  const digest = `sha256:${createHash('sha256').update(text).digest('hex')}`;
  const title = /^!\s*Title:\s*(.{1,200})$/im.exec(text)?.[1]?.trim() ?? 'untitled list';
  return { title, digest, date, ageDays: Math.floor((today - Date.parse(date)) / day), rules, match };
}

function readText(file: string): string {
  try {
    if (statSync(file).size > largest) throw new Error(`it has more than ${largest} octets`);
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new NotObserved('input-missing', `the list of trackers cannot be read: ${(error as Error).message}`);
  }
}

// EasyList says "Version: 202611230145" or "Last modified: 23 Nov 2026 01:45 UTC".
function dateOf(text: string): string | undefined {
  const head = text.slice(0, 5000);
  const version = /^!\s*Version:\s*(\d{4})(\d{2})(\d{2})\d*/im.exec(head);
  const iso = /^!\s*(?:Last modified|Last updated|Date):\s*(\d{4})-(\d{2})-(\d{2})/im.exec(head);
  const [, year, month, dayOfMonth] = iso ?? version ?? [];
  if (year !== undefined) return `${year}-${month ?? '01'}-${dayOfMonth ?? '01'}`;
  const words = /^!\s*(?:Last modified|Last updated|Date):\s*(\d{1,2} [A-Za-z]{3,9} \d{4}[^\n]{0,20})/im.exec(
    head,
  )?.[1];
  const time = words === undefined ? Number.NaN : Date.parse(`${words.replace(/ \d{1,2}:.*$/, '')} UTC`);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString().slice(0, 10);
}

const types = new Map([
  ['Document', 'main_frame'],
  ['Stylesheet', 'stylesheet'],
  ['Image', 'image'],
  ['Media', 'media'],
  ['Font', 'font'],
  ['Script', 'script'],
  ['XHR', 'xhr'],
  ['Fetch', 'fetch'],
  ['Ping', 'ping'],
  ['WebSocket', 'websocket'],
] as const);

const typeOf = (kind: string) => types.get(kind as 'Document') ?? 'other';

/** Names behind host names (CNAME), as the name servers of this machine tell; nothing where they tell nothing. */
export async function aliasesOf(
  hosts: readonly string[],
  resolver: Pick<Resolver, 'resolveCname'> = new Resolver({ timeout: 1000, tries: 1 }),
): Promise<ReadonlyMap<string, string>> {
  const found = await Promise.all(
    hosts.slice(0, 200).map(async (host) => {
      const names = await resolver.resolveCname(host).catch(() => []);
      return names.slice(0, 1).map((alias) => [host, alias.replace(/\.$/, '')] as const);
    }),
  );
  return new Map(found.flat());
}
