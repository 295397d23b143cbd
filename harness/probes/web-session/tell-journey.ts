import type { Browser, Cookie, Page } from 'puppeteer-core';
import { canariesIn } from '../shared/canaries/canaries.ts';
import { hasShortHumps } from '../shared/drawn.ts';
import { atMost, pause } from './at-most.ts';
import { harOf } from './har.ts';
import { keptIn, type Kept } from './kept-in-browser.ts';
import type { Room } from './laboratory.ts';
import type { Asked } from './recording.ts';
import { lookForFamily, tokenRows } from './look-for-family.ts';
import { documentRows, fieldRows, momentOf, requestRows, type Numbered, type Whose } from './rows-of-requests.ts';
import { secretsIn } from './secrets-in.ts';
import type { Rows, Taken, Taking } from './take-journey.ts';

declare const location: { href: string };

/** What a journey leaves: rows of every table, and everything that was asked, for what is compared over all journeys. */
export interface Told {
  readonly rows: Partial<Rows>;
  readonly all: readonly Numbered[];
  readonly kept: Kept;
  /** The page that was open at the end. */
  readonly endedAt?: string;
}

export interface Telling {
  readonly room: Room;
  readonly browser: Browser;
  readonly taking: Taking;
  readonly taken: Taken;
  readonly startedAt: Date;
  readonly benchHosts: readonly string[];
  /** What was made different from the declared journey. */
  readonly variation?: { readonly variation: string; readonly of?: string };
}

const nothingSeen: Kept = { cookies: [], items: [], contents: [], unseen: ['what the browser kept'] };

/** Turns what was recorded of a journey into rows. */
export async function tellJourney(telling: Telling): Promise<Told> {
  const { room, taking, taken, benchHosts } = telling;
  const { recording } = room;
  const { id: journey } = taking.journey;
  const whose: Whose = { journey, benchHosts };
  const kept = await atMost(40_000, keptIn(room.context, taken.page), nothingSeen);
  if (kept.unseen.length > 0) recording.leaveOut(`not looked into: ${[...new Set(kept.unseen)].join(', ')}`);
  await leave(taken.page);
  await atMost<unknown>(2000, Promise.allSettled(recording.reading), undefined);
  for (const asked of recording.asked) readChosenFile(asked, recording.chosen);
  const sent = recording.asked.filter(({ fromStore }) => !fromStore);
  const all = sent.map((asked, index): Numbered => ({ id: `${journey}/r${index + 1}`, asked }));
  const child = taking.observing.bench.child ?? {};
  const namesIn = (text: string) => [...new Set(canariesIn(text, child).map(({ name }) => name))];
  const now = recording.moment;
  const rows: Partial<Rows> = {
    journeys: [await journeyRow(telling)],
    steps: [...taken.rows],
    requests: requestRows(all, whose),
    documents: documentRows(all, whose),
    cookies: cookieRows(all, kept, whose),
    stored: kept.items.map(({ host, kind, name }, index) => ({
      id: `${journey}/k${index + 1}`,
      ...momentOf(journey, { moment: now }),
      ...{ host, kind, name },
    })),
    entered: taken.entered,
    sightings: lookForFamily({ all, kept, now }, whose, child),
    tokens: tokenRows(all, kept, whose),
    fields: fieldRows(all, whose, { canariesIn: namesIn, lasting: lastingIn(kept) }),
    messages: recording.messages.map((message, index) => ({ id: `${journey}/m${index + 1}`, journey, ...message })),
    whole: recording.whole,
  };
  return { rows, all, kept };
}

// The browser does not tell the bytes of a file. A body that is as long as one that was chosen is that file; in a form with
// several parts a little longer.
function readChosenFile(asked: Asked, chosen: readonly Buffer[]): void {
  const length = Number(asked.headers['content-length'] ?? Number.NaN);
  if (asked.bodyWhole || Number.isNaN(length)) return;
  if (length === asked.body.length) asked.bodyWhole = true;
  const file = chosen.find((bytes) => length >= bytes.length && length - bytes.length < 4000);
  if (file === undefined) return;
  asked.body = Buffer.concat([asked.body, file]);
  asked.bodyWhole = true;
}

// What a page sends when it is left belongs to the journey too. A page that leaves by itself costs no new process.
async function leave(page: Page): Promise<void> {
  const left = page.waitForNavigation({ timeout: 1000 }).then(() => true);
  const asked = page.evaluate(() => {
    location.href = 'about:blank';
  });
  asked.catch(() => undefined);
  if (!(await atMost(1000, left, false)))
    await atMost<unknown>(2000, page.goto('about:blank', { timeout: 2000 }), undefined);
  await pause(50);
}

async function journeyRow({
  taking,
  taken,
  room,
  browser,
  startedAt,
  variation,
}: Telling): Promise<Rows['journeys'][number]> {
  const { journey, observing } = taking;
  const { stopped } = taken;
  const har = observing.attach(harOf(room.recording, await atMost(2000, browser.version(), '')));
  return {
    id: journey.id,
    ...{ kind: journey.kind, part: journey.part, role: journey.role ?? 'guardian', completed: stopped === undefined },
    ...(stopped === undefined
      ? {}
      : { stoppedAt: stopped.at, stoppedBecause: stopped.because, detail: stopped.detail.slice(0, 1000) }),
    ...{ marks: [...new Set(taken.reached)], acts: taken.acts, proofs: taken.proofs },
    ...{ startedAt: startedAt.toISOString().replace(/\.\d+/, ''), milliseconds: Date.now() - startedAt.getTime(), har },
    ...(journey.choice === undefined ? {} : { choice: journey.choice }),
    ...(journey.answer === undefined ? {} : { answer: journey.answer }),
    ...variation,
  };
}

const day = 86_400;

function cookieRows(all: readonly Numbered[], { cookies }: Kept, { journey, benchHosts }: Whose): Rows['cookies'] {
  return cookies.flatMap((cookie, index) => {
    const { name, domain, path, secure, httpOnly, expires } = cookie;
    const host = domain.replace(/^\./, '');
    if (benchHosts.includes(host)) return [];
    const setBy = all.find(({ asked }) => (asked.response?.headers['set-cookie'] ?? '').includes(`${name}=`));
    const moment = setBy?.asked.moment ??
      all.at(-1)?.asked.moment ?? { step: 0, phase: 'before-notice', sharing: false };
    return [
      {
        id: `${journey}/b${index + 1}`,
        ...momentOf(journey, { moment }),
        ...{ name: name.slice(0, 300), domain: host, path: path.slice(0, 1000), secure, httpOnly: httpOnly === true },
        sameSite: sameSiteOf(cookie),
        days: expires < 0 ? null : Math.max(0, (expires - Date.now() / 1000) / day),
        carriesSession: null,
      },
    ];
  });
}

const sameSiteOf = ({ sameSite }: Cookie): Rows['cookies'][number]['sameSite'] =>
  ((sameSite as string | undefined)?.toLowerCase() as 'strict' | 'lax' | 'none' | undefined) ?? 'unset';

// Values that look drawn at random and outlive the session, each with the host whose cookie it is.
function lastingIn({ cookies, items }: Kept): ReadonlyMap<string, string> {
  const random = (value: string) =>
    value.length >= 16 && value.length <= 200 && new Set(value).size >= 8 && (/\d/.test(value) || hasShortHumps(value));
  const kept = items.filter(({ kind }) => kind === 'local-storage').map(({ value }) => [value, ''] as const);
  const lasting = cookies
    .filter(({ expires }) => expires > 0)
    .map(({ value, domain }) => [value, domain.replace(/^\./, '')] as const);
  return new Map([...kept, ...lasting].filter(([value]) => random(value)));
}

/** Scripts, styles, maps and pages, each once, with what in them is written like a secret. */
export function searchSecrets(
  part: string,
  all: readonly Numbered[],
  benchHosts: readonly string[],
): Pick<Rows, 'scripts' | 'secrets'> {
  const scripts: Rows['scripts'] = [];
  const secrets: Rows['secrets'] = [];
  const seen = new Set<string>();
  for (const { asked } of all) {
    const { content } = asked;
    if (content === undefined || !URL.canParse(asked.url)) continue;
    const { hostname: host, pathname } = new URL(asked.url);
    const key = `${host} ${pathname} ${content.length}`;
    if (seen.has(key) || benchHosts.includes(host)) continue;
    seen.add(key);
    const where = { host, path: pathname.slice(0, 2000) };
    scripts.push({
      id: `${part}/x${scripts.length + 1}`,
      ...where,
      kind: kindOf(asked.kind, pathname),
      bytes: content.length,
      whole: true,
    });
    for (const secret of secretsIn(content.toString('utf8')))
      secrets.push({ id: `${part}/y${secrets.length + 1}`, ...where, ...secret });
  }
  return { scripts, secrets: secrets.slice(0, 1000) };
}

const kindOf = (kind: string, path: string): Rows['scripts'][number]['kind'] => {
  if (path.endsWith('.map')) return 'source-map';
  if (kind === 'Script') return 'script';
  if (kind === 'Stylesheet') return 'style';
  return kind === 'Document' ? 'document' : 'configuration';
};
