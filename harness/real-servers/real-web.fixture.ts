import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort, startPeer } from '../development/peer.ts';

export const secrets = { account: 'correct-horse' };

/** Where applications stay between runs of the tests. */
const shelf = join(tmpdir(), 'toymark-real-web');

/** The folder with a package of this version and what it needs, fetched the first time. @throws Error offline */
async function fetched(name: string, version: string): Promise<string> {
  const place = join(shelf, `${name}-${version}`);
  if (existsSync(place)) return place;
  mkdirSync(shelf, { recursive: true });
  const own = mkdtempSync(join(shelf, 'fetching-'));
  writeFileSync(join(own, 'package.json'), '{ "private": true }');
  const quietly = ['--ignore-scripts', '--no-audit', '--no-fund', '--omit=optional', '--fetch-retries=1'];
  try {
    await promisify(execFile)('npm', ['install', ...quietly, `${name}@${version}`], { cwd: own, timeout: 240_000 });
    if (!existsSync(place)) renameSync(own, place);
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
  return place;
}

export interface Application {
  readonly port: number;
  readonly stop: () => Promise<void>;
}

type Start = (folder: string) => Promise<Application>;

async function start(args: (port: number) => readonly string[], home: string): Promise<Application> {
  const port = await freePort();
  const peer = await startPeer({ command: process.execPath, args: args(port), ready: { port }, env: { HOME: home } });
  return { port, stop: peer.stop };
}

/** Real applications with logins of their own; each starts with its files in this folder. */
export const applications = {
  'node-red': async (folder) => {
    const place = join(await fetched('node-red', '4.0.9'), 'node_modules');
    const { hashSync } = createRequire(join(place, 'x.js'))('bcryptjs') as {
      readonly hashSync: (word: string, cost: number) => string;
    };
    const users = [{ username: 'guardian', password: hashSync(secrets.account, 4), permissions: '*' }];
    const settings = { uiHost: '127.0.0.1', adminAuth: { type: 'credentials', users }, editorTheme: { tours: false } };
    writeFileSync(join(folder, 'settings.js'), `module.exports = ${JSON.stringify(settings)};`);
    const given = ['-u', folder, '-s', join(folder, 'settings.js')];
    return start((port) => [join(place, 'node-red', 'red.js'), ...given, '-p', String(port)], folder);
  },
  'parse-dashboard': async (folder) => {
    const place = join(await fetched('parse-dashboard', '5.4.0'), 'node_modules', 'parse-dashboard');
    const app = { serverURL: 'http://127.0.0.1:1/parse', appId: 'bear', masterKey: 'example-key', appName: 'Bear' };
    const config = join(folder, 'dashboard.json');
    writeFileSync(config, JSON.stringify({ apps: [app], users: [{ user: 'guardian', pass: secrets.account }] }));
    const given = ['--config', config, '--host', '127.0.0.1', '--allowInsecureHTTP', 'true'];
    return start((port) => [join(place, 'bin', 'parse-dashboard'), ...given, '--port', String(port)], folder);
  },
  ungit: async (folder) => {
    const place = join(await fetched('ungit', '1.5.30'), 'node_modules', 'ungit');
    const login = ['--authentication', `--users.guardian=${secrets.account}`];
    const given = ['--ungitBindIp=127.0.0.1', '--no-b', '--no-bugtracking', ...login];
    return start((port) => [join(place, 'bin', 'ungit'), `--port=${port}`, ...given], folder);
  },
} satisfies Readonly<Record<string, Start>>;
