import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import type { Browser, Page } from 'puppeteer-core';
import { stringify } from 'yaml';
import { load } from '../../schemas/load.ts';
import { UserError } from '../../schemas/problem.ts';
import type { Observing } from '../gather/probe.ts';
import { openBrowser } from '../probes/shared/browser.ts';
import { RecordedSteps } from '../probes/web-session/record-steps.ts';
import { trustedKeys } from '../probes/web-session/trusted-keys.ts';
import { observingOf } from './journey-run.ts';

export interface Recorded {
  readonly declaration?: string;
  readonly bench?: string;
  readonly id: string;
  readonly part: string;
  readonly out?: string;
  readonly headless?: true;
}

interface Known {
  readonly child: Readonly<Record<string, string>>;
  readonly names: Readonly<Record<string, string>>;
  readonly secrets: ReadonlyMap<string, string>;
  readonly trustedKeys: readonly string[];
}

/**
 * Writes a journey while a person takes it, until the window is closed or the command is interrupted.
 * @throws UserError FORMAT for an address that is none
 */
export async function recordDeclared(address: string, options: Recorded): Promise<void> {
  const { id, part, out, headless } = options;
  const url = urlOf(address);
  const { child, secrets, ...surroundings } = await known(url, options);
  const shown = { visible: headless !== true, endpoint: headless === true };
  const browser = await openBrowser({ ...surroundings, ...shown, namesControls: true });
  try {
    const [page = await browser.newPage()] = await browser.pages();
    const told = (step: object) => process.stderr.write(`  ${JSON.stringify(step)}\n`);
    const recorded = new RecordedSteps({ child, secrets, told });
    await recorded.listen(page);
    recorded.open(`${url.pathname}${url.search}`);
    const closed = closing(browser, page);
    await page.goto(url.href);
    process.stderr.write(invitation(headless === true ? browser.wsEndpoint() : undefined));
    await closed;
    const text = stringify({ journeys: [{ id, part, kind: 'other', steps: recorded.steps }] }, { lineWidth: 120 });
    if (out === undefined) process.stdout.write(text);
    else writeFileSync(out, text);
    process.stderr.write('Set its kind, put marks where something becomes true, and try it: toymark journey check\n');
  } finally {
    await browser.close().catch(() => undefined);
  }
}

const invitation = (endpoint: string | undefined) =>
  endpoint === undefined
    ? 'Take the journey in the window; closing it ends the recording.\n'
    : `A program can click at ${endpoint}\nClosing the page ends the recording.\n`;

async function closing(browser: Browser, page: Page): Promise<void> {
  const signal = new AbortController();
  const closed = new Promise((done) => page.once('close', done));
  const gone = new Promise((done) => browser.once('disconnected', done));
  const interrupted = once(process, 'SIGINT', signal).catch(() => undefined);
  await Promise.race([closed, gone, interrupted]);
  signal.abort();
}

function urlOf(address: string): URL {
  if (/^https?:/.test(address) && URL.canParse(address)) return new URL(address);
  const hint = 'Give the address of the first page, such as https://portal.example/.';
  throw new UserError({ code: 'FORMAT', where: 'url', problem: `"${address}" is no address of a page`, hint });
}

async function known(url: URL, { declaration, bench }: Recorded): Promise<Known> {
  if (bench === undefined) return { child: {}, names: {}, secrets: new Map(), trustedKeys: [] };
  if (declaration === undefined) {
    const { child = {}, names = {} } = load('bench', bench).value;
    return { child, names, secrets: new Map(), trustedKeys: [] };
  }
  const observing = observingOf(declaration, bench);
  const { child = {}, names = {} } = observing.bench;
  return { child, names, secrets: secretsOf(observing), trustedKeys: await trustedKeys(observing, url) };
}

// Credentials that were declared, by the values that the bench has for them.
function secretsOf({ declaration, secret }: Observing): ReadonlyMap<string, string> {
  const places = ['cloud', ...declaration.product.units.map(({ id }) => id)];
  const found = declaration.ixit.credentials.flatMap(({ id }) =>
    places.map((place) => [secret(place, id)?.value, id] as const),
  );
  return new Map(found.flatMap(([value, id]) => (value === undefined ? [] : [[value, id]])));
}
