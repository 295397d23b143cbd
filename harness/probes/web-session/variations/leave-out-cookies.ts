import type { Cookie } from 'puppeteer-core';
import { textOf } from '../act.ts';
import type { Visit } from '../family.ts';
import type { Kept } from '../kept-in-browser.ts';

/** A page that was open when a journey ended, with everything that the browser held. */
export interface SignedIn {
  readonly url: string;
  readonly kept: Kept;
}

/** Which cookies carry the session: those without which the page is no longer what it was, and is what a stranger sees. */
export async function sessionCarriers(visit: Visit, { url, kept }: SignedIn): Promise<ReadonlyMap<string, boolean>> {
  const cookies = kept.cookies.slice(0, 12);
  const [inside, outside] = await Promise.all([visitWith(visit, url, cookies), visitWith(visit, url, [])]);
  // Without a difference nothing can be told: the page needs no session, or it is kept elsewhere.
  if (inside === undefined || outside === undefined || inside === outside) return new Map();
  const without = (left: Cookie) => cookies.filter((other) => other !== left);
  const seen = await Promise.all(cookies.map((cookie) => visitWith(visit, url, without(cookie))));
  return new Map(cookies.map(({ domain, name }, index) => [`${domain} ${name}`, seen[index] === outside]));
}

async function visitWith(visit: Visit, url: string, cookies: readonly Cookie[]): Promise<string | undefined> {
  const { context, page, recording, close } = await visit.laboratory.room();
  try {
    await context.setCookie(...cookies);
    await page.goto(url, { waitUntil: 'domcontentloaded', timeout: 8000 });
    const answer = recording.asked.findLast(({ kind }) => kind === 'Document')?.response;
    return `${answer?.status ?? 0} ${new URL(page.url()).pathname} ${(await textOf(page)).slice(0, 300)}`;
  } catch {
    return undefined;
  } finally {
    close();
  }
}
