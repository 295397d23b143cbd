import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { connect } from 'puppeteer';
import { parse } from 'yaml';
import type { JourneyStep } from '../../schemas/types.ts';
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

  const wrong: readonly (readonly [string, JourneyStep, string])[] = [
    ['a name in other letters', { click: 'Privacy' }, 'Is "PRIVACY" meant, as the page draws it?'],
    ['a part of a name', { fill: 'mail', with: 'x' }, 'Is "E-mail" meant? A name is written whole'],
    ['a name of another role', { click: 'PRIVACY', role: 'button' }, 'What is called so cannot be used for this step'],
    ['a control of a frame', { choose: 'Animals', option: 'Fox' }, 'in its frame "Picker" "Animal"'],
    ['a frame that is not there', { fill: 'Name', with: 'x' }, 'its frame "Lost" could not be loaded'],
    [
      'an entry that a list lacks',
      { choose: 'Animal', option: 'Owl' },
      'there is no "Owl" in the list; it has "Bee", "Fox"',
    ],
    ['no entry of a list', { choose: 'Animal' }, 'say under option which entry is chosen'],
    ['a selector that fits nothing', { click: 'It', css: '#it' }, 'nothing on the page fits the selector #it for "It"'],
    ['a selector that is none', { click: 'It', css: 'a[it=' }, 'it is no selector of CSS'],
  ];
  it('check tells what is near, in frames too, and what could be meant twice', async () => {
    const steps = (last: JourneyStep) => [{ open: '/frames' }, { expect: 'E-mail' }, { ...last, seconds: 1 }];
    const twice = { ...way, id: 'twice', steps: steps({ fill: 'E-mail', with: '{guardianEmail}' }) };
    const { out } = await check(
      papers(...wrong.map(([id, step]) => ({ ...way, id: id.replaceAll(' ', '-'), steps: steps(step) })), twice),
    );
    for (const [id, , says] of wrong) {
      const told = out.slice(out.indexOf(`? ${id.replaceAll(' ', '-')}:`)).split('\n', 3);
      expect(told[0], out).to.contain('breaks at step 3 of 3');
      expect(told[2]).to.contain(says);
    }
    expect(out).to.contain('✓ twice: all 3 steps\n    step 3 {"fill":"E-mail"').and.to.contain('could mean 2 controls');
  });

  it('check refuses names that the bench does not know at their place, before a browser is opened', async () => {
    const steps = [
      { open: '/' },
      { fill: 'E-mail', with: '{guardianMail}' },
      { fill: 'Password', with: '{secret:acount}' },
      { expect: 'Hello {nickname}' },
    ];
    const { code, err } = await check(papers({ ...way, steps }));
    expect(code).to.equal(65);
    expect(err).to.match(/declaration\.yaml:\d+:\d+ UNKNOWN_NAME the bench has no value "guardianMail"/);
    expect(err).to.contain('Is "{guardianEmail}" meant?');
    expect(err).to.contain('the bench has no secret "acount"\n  Put { unit: cloud, credential: acount, value: … }');
    expect(err).to.contain('"nickname"\n  The family under child of the bench has guardianEmail, firstName');
  });

  it('check refuses a step that does nothing or two things, at its place', async () => {
    const steps = [{ marks: ['signed-in'] }, { click: 'Save', expect: 'Hello' }, { fill: 'Name' }] as const;
    const { code, err } = await check(papers({ ...way, steps: steps as unknown as readonly JourneyStep[] }));
    expect(code).to.equal(65);
    const exactly = 'expected exactly one of open, fill, choose, click, expect, wait, logout, got';
    expect(err).to.contain(`steps.0: ${exactly} none`).and.to.contain(`steps.1: ${exactly} click and expect`);
    expect(err).to.contain('steps.2: "fill" needs "with" beside it');
  });

  it('help shows a journey, and every kind and mark that there is', async () => {
    const { out } = await run(['journey', '--help']);
    expect(out).to.contain('marks: [consent-given]').and.to.contain('allow-source-as-child').and.to.contain('exported');
  });
});
