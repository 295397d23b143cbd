import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { freePort, startPeer } from '../development/peer.ts';
import { placeOf } from './applications.ts';

export const secrets = { account: 'correct-horse' };

export interface Application {
  readonly port: number;
  /** Of the database behind it, where it has one. */
  readonly behind?: number;
  readonly stop: () => Promise<void>;
}

type Start = (folder: string) => Promise<Application>;

/** Real applications with logins of their own; each starts with its files in this folder. */
export const applications = {
  'node-red': async (folder) => {
    const place = modulesOf('node-red');
    const { hashSync } = createRequire(join(place, 'x.js'))('bcryptjs') as {
      readonly hashSync: (word: string, cost: number) => string;
    };
    const users = [{ username: 'guardian', password: hashSync(secrets.account, 4), permissions: '*' }];
    const settings = { uiHost: '127.0.0.1', adminAuth: { type: 'credentials', users }, editorTheme: { tours: false } };
    writeFileSync(join(folder, 'settings.js'), `module.exports = ${JSON.stringify(settings)};`);
    const given = ['-u', folder, '-s', join(folder, 'settings.js')];
    return start((port) => [join(place, 'node-red', 'red.js'), ...given, '-p', String(port)], folder);
  },
  'redis-commander': async (folder) => {
    const program = join(modulesOf('redis-commander'), 'redis-commander', 'bin', 'redis-commander.js');
    const behind = await freePort();
    const memory = ['--port', String(behind), '--bind', '127.0.0.1', '--save', '', '--dir', folder];
    const redis = await startPeer({ command: 'redis-server', args: memory, ready: { port: behind } });
    const login = ['--http-auth-username', 'guardian', '--http-auth-password', secrets.account];
    const given = ['--address', '127.0.0.1', '--redis-host', '127.0.0.1', '--redis-port', String(behind), '--nosave'];
    const started = await start((port) => [program, '--port', String(port), ...given, ...login], folder);
    const stop = async () => {
      await started.stop();
      await redis.stop();
    };
    return { port: started.port, behind, stop };
  },
  verdaccio: async (folder) => {
    const program = join(modulesOf('verdaccio'), 'verdaccio', 'bin', 'verdaccio');
    const config = {
      storage: join(folder, 'storage'),
      auth: { htpasswd: { file: join(folder, 'htpasswd'), max_users: 1000 } },
      uplinks: {},
      packages: { '**': { access: '$authenticated', publish: '$authenticated' } },
      security: { api: { jwt: { sign: { expiresIn: '1h' } } } },
      userRateLimit: { windowMs: 1000, max: 1000 },
    };
    writeFileSync(join(folder, 'config.json'), JSON.stringify(config));
    const given = ['--config', join(folder, 'config.json')];
    const started = await start((port) => [program, ...given, '--listen', `127.0.0.1:${port}`], folder);
    const account = { name: 'guardian', password: secrets.account };
    await fetch(`http://127.0.0.1:${started.port}/-/user/org.couchdb.user:guardian`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(account),
    });
    return started;
  },
} satisfies Readonly<Record<string, Start>>;

export type Name = keyof typeof applications;

const modulesOf = (name: string): string => join(placeOf(name), 'node_modules');

async function start(args: (port: number) => readonly string[], home: string): Promise<Application> {
  const port = await freePort();
  const peer = await startPeer({ command: process.execPath, args: args(port), ready: { port }, env: { HOME: home } });
  return { port, stop: peer.stop };
}
