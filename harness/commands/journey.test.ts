import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { connect } from 'puppeteer';
import { parse } from 'yaml';
import { cannot } from '../development/needs.ts';
import { scratch } from '../development/peer.ts';
import { noBrowser } from '../probes/web-session/web.fixture.ts';
import { family, startPortal, writePapers, type Tried } from './journey.fixture.ts';

const main = join(import.meta.dirname, 'main.js');

/** Runs a command and lets something be done while it says what it says. */
async function run(args: readonly string[], meanwhile?: (said: string) => void) {
  const child = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => {
    said.err += chunk.toString();
    meanwhile?.(said.err);
  });
  await once(child, 'close');
  return { code: child.exitCode, ...said };
}

/** Clicks as a person does, in the browser that a recording opened. */
async function click(endpoint: string): Promise<void> {
  const browser = await connect({ browserWSEndpoint: endpoint, defaultViewport: null });
  const page = (await browser.pages()).at(-1);
  if (page === undefined) throw new Error('the recording has no page');
  page.setDefaultTimeout(30_000);
  await page.type('aria/E-mail', family.guardianEmail);
  await page.type('aria/Password', 'correct horse battery');
  await page.click('button');
  await page.waitForSelector('select');
  await page.type('#n', family.firstName);
  await page.focus('select');
  await page.select('select', '5');
  await page.click('input[type=checkbox]');
  await page.click('input[type=submit]');
  await (await page.waitForSelector('a'))?.click();
  await page.waitForFunction('document.body.innerText.includes("Goodbye")');
  await page.close();
  await browser.disconnect();
}

describe('toymark journey', function () {
  this.timeout(120_000);
  const { folder, remove } = scratch();
  const file = (name: string) => join(folder, name);
  const way = { id: 'way', part: 'pages', kind: 'other' };
  let portal: Awaited<ReturnType<typeof startPortal>> | undefined;
  const papers = (...journeys: readonly Tried[]) => writePapers(folder, portal?.port ?? 0, journeys);
  const check = (given: readonly string[], ...more: readonly string[]) =>
    run(['journey', 'check', ...given, '--out', file('pictures'), ...more]);

  before(async function () {
    const missing = noBrowser();
    if (missing !== undefined) cannot(this, missing);
    portal = await startPortal(folder);
  });
  after(() => {
    portal?.stop();
    remove();
  });

  it('record writes what a person does, and check takes it again to its end', async () => {
    const [declaration = '', ...bench] = papers();
    const url = `https://portal.example:${portal?.port ?? 0}/?from=box`;
    let clicking: Promise<void> | undefined;
    const written = ['--id', 'way', '--declaration', declaration, ...bench, '--out', file('way.yaml'), '--headless'];
    const recorded = await run(['journey', 'record', url, ...written], (said) => {
      const endpoint = /(ws:\S+)\n/.exec(said)?.[1];
      if (endpoint !== undefined) clicking ??= click(endpoint);
    });
    await clicking;
    expect(recorded.code, recorded.err).to.equal(0);
    const text = readFileSync(file('way.yaml'), 'utf8');
    const { journeys } = parse(text) as { readonly journeys: readonly Tried[] };
    expect(journeys[0]?.steps).to.deep.equal([
      { open: '/?from=box' },
      { fill: 'E-mail', with: '{guardianEmail}' },
      { fill: 'Password', with: '{secret:account}' },
      { click: 'Sign in', role: 'button' },
      { fill: 'First name', with: '{firstName}' },
      { choose: 'Age', option: 'five years' },
      { choose: 'I am the guardian' },
      { click: 'Save', role: 'button' },
      { click: 'Out for today' },
    ]);
    expect(text + recorded.err).to.not.contain('correct horse');
    const [recording] = journeys;
    const steps = [...(recording?.steps ?? []), { expect: 'Goodbye' }];
    const checked = await check(papers({ ...way, steps }));
    expect(checked, checked.err).to.deep.include({ code: 0, out: '✓ way: all 10 steps\n', err: '' });
  });

  it('check says at which step a journey breaks, why, and shows the page', async () => {
    const steps = [{ open: '/?from=box' }, { click: 'Sign up', seconds: 1 }, { expect: 'Hello' }];
    const given = papers({ ...way, id: 'broken', steps }, { ...way, steps: [{ open: '/end' }, { expect: 'Goodbye' }] });
    const { code, out } = await check(given);
    expect(code).to.equal(2);
    expect(out).to.contain('broken: breaks at step 2 of 3\n    {"click":"Sign up"');
    expect(out).to.contain('there is no button or link "Sign up" on the page; it shows "E-mail", "Sign in"');
    expect(out).to.contain('✓ way: all 2 steps');
    const picture = /picture: (\S+)/.exec(out)?.[1] ?? '';
    expect(readFileSync(picture).subarray(1, 4).toString()).to.equal('PNG');
    const asked = await check(given, '--journey', 'broken', '--json');
    const [broken] = JSON.parse(asked.out) as readonly { readonly broke: { readonly step: number; picture: string } }[];
    expect([asked.code, broken?.broke.step]).to.deep.equal([2, 2]);
    expect(existsSync(broken?.broke.picture ?? '')).to.equal(true);
  });

  it('check and record teach whoever names what is not there', async () => {
    const given = papers({ ...way, steps: [{ open: '/' }] });
    const unknown = await check(given, '--journey', 'walk');
    expect(unknown.code).to.not.equal(0);
    expect(unknown.err).to.contain('no journey "walk"').and.to.contain('It has way.');
    const none = await check(papers());
    expect(none.err).to.contain('the declaration has no journeys').and.to.contain('toymark journey record');
    const noPage = await run(['journey', 'record', 'portal', '--id', 'way']);
    expect(noPage.err).to.contain('"portal" is no address of a page');
  });
});
