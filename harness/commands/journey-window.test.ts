import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { parse } from 'yaml';
import { cannot, findTool, needs } from '../development/needs.ts';
import { scratch } from '../development/peer.ts';
import { noBrowser } from '../probes/web-session/web.fixture.ts';
import { startPortal, writePapers, type Tried } from './journey.fixture.ts';

const main = join(import.meta.dirname, 'main.js');

/** A screen that nobody looks at; it says its number once it can be used. */
async function openScreen(): Promise<{ readonly display: string; readonly server: ChildProcess }> {
  const args = ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'];
  const server = spawn(findTool('Xvfb') ?? 'Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const told = server.stdio[3] as NodeJS.ReadableStream;
  const [number] = (await once(told, 'data', { signal: AbortSignal.timeout(20_000) })) as [Buffer];
  return { display: `:${number.toString().trim()}`, server };
}

describe('toymark journey record with a window', function () {
  this.timeout(120_000);
  const { folder, remove } = scratch();
  let portal: Awaited<ReturnType<typeof startPortal>> | undefined;
  let screen: Awaited<ReturnType<typeof openScreen>> | undefined;

  before(async function () {
    needs(this, 'Xvfb', 'xdotool');
    const missing = noBrowser();
    if (missing !== undefined) cannot(this, missing);
    portal = await startPortal(folder);
    screen = await openScreen();
  });
  after(() => {
    screen?.server.kill();
    portal?.stop();
    remove();
  });

  it('writes what is done with the keys alone, and ends when the window is closed', async () => {
    const env = { ...process.env, DISPLAY: screen?.display };
    const press = async (...args: readonly string[]) => {
      const tool = spawn(findTool('xdotool') ?? 'xdotool', [...args], { env, stdio: 'ignore' });
      const [code] = (await once(tool, 'close', { signal: AbortSignal.timeout(60_000) })) as [number | null];
      expect(code, args.join(' ')).to.equal(0);
    };
    const [declaration = '', ...bench] = writePapers(folder, portal?.port ?? 0, []);
    const url = `https://portal.example:${portal?.port ?? 0}/?from=box`;
    const out = join(folder, 'way.yaml');
    const args = ['journey', 'record', url, '--id', 'way', '--declaration', declaration, ...bench, '--out', out];
    const child = spawn(process.execPath, [main, ...args], { env, stdio: ['ignore', 'ignore', 'pipe'] });
    const ended = once(child, 'close');
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const hears = async (words: string) => {
      while (!said.includes(words) && child.exitCode === null) await Promise.race([once(child.stderr, 'data'), ended]);
    };
    await hears('closing it ends');
    // Without a manager of windows nobody gives them the keys.
    await press('search', '--sync', '--onlyvisible', '--class', 'chromium', 'windowfocus', '--sync');
    await press('key', 'Tab', 'Tab', 'Tab', 'Return');
    await hears('"Sign in"');
    await press('key', 'ctrl+w');
    await ended;
    expect(child.exitCode, said).to.equal(0);
    const { journeys } = parse(readFileSync(out, 'utf8')) as { readonly journeys: readonly Tried[] };
    expect(journeys[0]?.steps).to.deep.equal([{ open: '/?from=box' }, { click: 'Sign in', role: 'button' }]);
  });
});
