import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { serverOf } from '../../reports/registry/serve.ts';
import type { Made } from '../../reports/verify/certificate.fixture.ts';
import { canonicalJson } from '../../schemas/canonical-json.ts';
import type { CertificateBundle, Envelope } from '../../schemas/types.ts';

/** A bundle of what was made; JSON that a test broke stays broken only where it is opened alone. */
export function bundleText(made: Partial<Made> & Pick<Made, 'envelope'>): string {
  const value = (bytes: Buffer) => JSON.parse(bytes.toString()) as Envelope;
  const bundle: CertificateBundle = {
    bundle: 1,
    certificate: value(made.envelope),
    ...(made.proof === undefined ? {} : { proof: made.proof.toString() }),
    ...(made.status === undefined ? {} : { status: value(made.status) }),
    ...(made.report === undefined ? {} : { report: value(made.report) }),
  };
  return canonicalJson(bundle);
}

/** What a register shows of a certificate, as files. */
export function placeIn(folder: string, id: string, made: Made): void {
  for (const name of ['bundle', 'status']) mkdirSync(join(folder, name), { recursive: true });
  const { status, ...rest } = made;
  writeFileSync(join(folder, 'bundle', `${id}.json`), bundleText(rest));
  writeFileSync(join(folder, 'status', '0.dsse.json'), status);
}

/** Serves a register on the loopback. */
export async function serveRegister(folder: string): Promise<{ address: string; stop: () => void }> {
  const server = serverOf(folder).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const stop = () => {
    server.close();
    server.closeAllConnections();
  };
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, stop };
}

/** A page whose clock stands still at this time, and what went wrong on it or was asked of the network. */
export async function pageAt(browser: Browser, at: string): Promise<{ page: Page; wrong: string[]; asked: string[] }> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  const [wrong, asked]: [string[], string[]] = [[], []];
  page.on('pageerror', (error) => wrong.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') wrong.push(message.text());
  });
  page.on('request', (request) => asked.push(request.url()));
  await page.evaluateOnNewDocument(
    `{ const Real = Date; const now = ${Date.parse(at)};
       globalThis.Date = class extends Real { constructor(...given) { super(...(given.length ? given : [now])); } static now() { return now; } }; }`,
  );
  return { page, wrong, asked };
}
