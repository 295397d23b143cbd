import { expect } from 'chai';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { describe, it } from 'mocha';
import ssh2 from 'ssh2';
import { needs } from '../../development/needs.ts';
import { observeTarget } from '../../development/observing.ts';
import { type Portal, startPortal } from '../../development/portal-peer.ts';
import * as peers from '../../development/service-peers.ts';
import type { Declaration, LoginAttemptsObservation } from '../../../schemas/types.ts';
import { probe } from './probe.ts';

const instrument = { kind: 'login-attempts', probe } as const;
type Credential = NonNullable<Declaration['ixit']['credentials']>[number];

interface At {
  readonly port: number;
  readonly protocol: string;
  readonly credential: Partial<Credential> & Pick<Credential, 'login'>;
  readonly value?: string;
  readonly signal?: AbortSignal;
}

async function tryLogins({
  port,
  protocol,
  credential,
  value = 'correct horse',
  signal,
}: At): Promise<LoginAttemptsObservation> {
  const service = { id: 'it', transport: 'tcp', port, protocol, purpose: 'login', authentication: 'owner' } as const;
  const owner = {
    id: 'owner',
    kind: 'user-password',
    holder: 'guardian',
    factory: false,
    changeable: true,
    username: 'guardian',
    ...credential,
  };
  const ixit = { services: [service], credentials: [owner] } as Declaration['ixit'];
  const parameters = { attempts: 10, lockSeconds: 2, waitSeconds: 4, length: 8 };
  const remark = (text: string) => expect.fail(`nothing was to be told: ${text}`);
  const given = { ixit, parameters, remark, secrets: { owner: { value } }, ...(signal && { signal }) };
  const observation = await observeTarget(instrument, 'owner/unit-1', given);
  expect(JSON.stringify(observation), 'the secret is not written').not.to.include(value);
  return observation;
}

const form: Partial<Credential> = {
  login: {
    kind: 'http-form',
    path: '/login',
    usernameField: 'user',
    passwordField: 'password',
    protectedPath: '/home',
  },
  change: { path: '/change', oldField: 'old', newField: 'new' },
  signUp: { path: '/sign-up', usernameField: 'user', passwordField: 'password' },
  secondFactor: { kind: 'totp', enablePath: '/factor/on', disablePath: '/factor/off' },
};

async function tryPortal(portal: Portal, credential: Partial<Credential> = form) {
  const { port, stop, users, state } = await startPortal(portal);
  const value = portal.owner ?? 'correct horse';
  const login = { ...form.login, ...(portal.json === true ? { kind: 'http-json' } : {}) } as Credential['login'];
  const seen = await tryLogins({
    port,
    protocol: 'http',
    value,
    credential: { ...credential, ...{ login } },
  } as At).finally(stop);
  expect(users.get('guardian')?.at(-1), 'everything is as before').to.equal(value);
  expect(state.factor).to.equal(false);
  return seen;
}

const accepted = (seen: LoginAttemptsObservation, series: string): readonly (string | undefined)[] =>
  seen.attempts.filter((row) => row.series === series && row.outcome === 'accepted').map((row) => row.candidate);

describe('login-attempts at a portal', () => {
  it('a portal that behaves locks, lets the owner in again, and refuses what is weak or old', async () => {
    const seen = await tryPortal({ lockSeconds: 1 });
    expect(seen.attempts[0]).to.include({ series: 'owner', outcome: 'accepted', status: '200' });
    expect(accepted(seen, 'default')).to.deep.equal([]);
    expect(seen.attempts.filter(({ series }) => series === 'default').length).to.be.greaterThan(60);
    expect(seen.guessing[0]).to.include({ how: 'locked' });
    expect(seen.guessing[0]?.slowedAfter).to.be.within(1, 5);
    expect(seen.guessing[0]?.ownerAcceptedAfterSeconds).to.be.within(0.5, 3);
    const outcomes = new Set(seen.passwords.map(({ where, sort, outcome }) => `${where} ${sort} ${outcome}`));
    expect([...outcomes]).to.have.members(
      ['sign-up', 'change'].flatMap((where) => [
        `${where} strong accepted`,
        `${where} short refused`,
        `${where} common refused`,
      ]),
    );
    expect(seen.changes[0]).to.include({
      changed: true,
      oldCredential: 'refused',
      oldSession: 'refused',
      newCredential: 'accepted',
      restored: true,
    });
    expect(seen.secondFactors[0]).to.include({ enabled: true, passwordAlone: 'challenge' });
  });

  it('a portal of JSON with every defect shows every defect', async () => {
    const seen = await tryPortal({
      ...{ json: true, neverLocks: true, acceptsWeak: true, keepsOldSessions: true, keepsOldPassword: true },
      factorIgnored: true,
    });
    expect(seen.guessing[0]).to.include({
      tried: 12,
      slowedAfter: null,
      how: 'not-slowed',
      ownerAcceptedAfterSeconds: 0,
    });
    expect(seen.passwords.every(({ outcome }) => outcome === 'accepted')).to.equal(true);
    expect(seen.changes[0]).to.include({ oldCredential: 'accepted', oldSession: 'accepted' });
    expect(seen.secondFactors[0]).to.include({ passwordAlone: 'session' });
  });

  it('a challenge is told from a lock, and a lock that outlasts the waiting from one that ends', async () => {
    const plain = { login: form.login! };
    const challenged = await tryPortal({ challenges: true, lockSeconds: 1 }, plain);
    expect(challenged.guessing[0]).to.include({ how: 'challenged' });
    const locked = await tryPortal({ lockSeconds: 60 }, plain);
    expect(locked.guessing[0]).to.include({ how: 'locked', ownerAcceptedAfterSeconds: null });
    expect(locked.guessing[0]?.waitedSeconds).to.be.at.least(2);
  });

  it('a default password that is still set is found by its name', async () => {
    const { port, stop } = await startPortal({ owner: 'admin', neverLocks: true });
    const seen = await tryLogins({
      port,
      protocol: 'http',
      credential: { login: form.login! },
      value: 'zzzzzzzz',
    }).finally(stop);
    expect(accepted(seen, 'default')).to.deep.equal(['own user name admin']);
  });

  it('who is refused stays on the connection, and who was let in takes another', async () => {
    const { port, stop, connections } = await startPortal({ neverLocks: true, trustsConnection: true });
    const seen = await tryLogins({ port, protocol: 'http', credential: { login: form.login! } }).finally(stop);
    expect(accepted(seen, 'default')).to.deep.equal([]);
    expect(seen.guessing[0]).to.include({ tried: 12, how: 'not-slowed' });
    expect(connections.count).to.be.lessThan(seen.attempts.length / 2);
  });

  it('a target ends soon after its time is over', async () => {
    const { port, stop } = await startPortal({ silent: true });
    const started = Date.now();
    const signal = AbortSignal.timeout(300);
    const login = tryLogins({ port, protocol: 'http', credential: { login: form.login! }, signal });
    const error: unknown = await login.catch((thrown: unknown) => thrown).finally(stop);
    expect(error).to.be.instanceOf(Error);
    expect(Date.now() - started).to.be.lessThan(3000);
  });
});

describe('login-attempts at other services', () => {
  it('HTTP Basic of nginx accepts the owner and slows nobody', async function () {
    needs(this, 'nginx', 'openssl');
    const peer = await peers.nginx();
    const login = { kind: 'http-basic', protectedPath: '/private/' } as const;
    const seen = await tryLogins({ port: peer.port, protocol: 'http', credential: { login } }).finally(peer.stop);
    expect(seen.attempts[0]).to.include({ series: 'owner', outcome: 'accepted' });
    expect(accepted(seen, 'default')).to.deep.equal([]);
    expect(seen.guessing[0]).to.include({ tried: 12, how: 'not-slowed' });
  });

  it('HTTP Basic of nginx with a rate limit locks', async function () {
    needs(this, 'nginx', 'openssl');
    const peer = await peers.nginx({ limited: true });
    const login = { kind: 'http-basic', protectedPath: '/private/' } as const;
    const seen = await tryLogins({ port: peer.port, protocol: 'http', credential: { login } }).finally(peer.stop);
    expect(seen.guessing[0]).to.include({ how: 'locked' });
    expect(seen.guessing[0]?.ownerAcceptedAfterSeconds).to.be.a('number');
  });

  it('mosquitto accepts the owner and refuses the others with code 5', async function () {
    needs(this, 'mosquitto', 'mosquitto_passwd');
    const peer = await peers.mosquitto({ password: true });
    const seen = await tryLogins({
      port: peer.port,
      protocol: 'mqtt',
      credential: { login: { kind: 'mqtt' } },
    }).finally(peer.stop);
    expect(seen.attempts[0]).to.include({ outcome: 'accepted', status: '0' });
    expect(seen.attempts.filter(({ series }) => series === 'guess').every(({ status }) => status === '5')).to.equal(
      true,
    );
  });

  it('SSH with a known default is entered with it', async function () {
    needs(this, 'openssl');
    const key = execFileSync('openssl', ['genrsa', '-traditional', '2048'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const known = ['guardian correct horse', 'pi raspberry'];
    type Asked = {
      method: string;
      username: string;
      password: string;
      accept(): void;
      reject(methods: string[]): void;
    };
    const server = new ssh2.Server({ hostKeys: [key] });
    server.on('connection', (client: { on(event: string, listener: (asked: Asked) => void): void }) => {
      client.on('error', () => undefined);
      client.on('authentication', (asked) =>
        known.includes(`${asked.username} ${asked.password}`) ? asked.accept() : asked.reject(['password']),
      );
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address();
    const seen = await tryLogins({ port, protocol: 'ssh', credential: { login: { kind: 'ssh' } } }).finally(() =>
      server.close(),
    );
    expect(seen.attempts[0]).to.include({ series: 'owner', outcome: 'accepted' });
    expect(accepted(seen, 'default')).to.deep.equal(['pi/raspberry']);
  });

  it('a telnet login is entered at its prompts and answers that it is wrong', async () => {
    const peer = await peers.oddPeer((socket) => {
      const said: string[] = [];
      socket.write('login: ');
      socket.on('data', (chunk: Buffer) => {
        said.push(chunk.toString().trim());
        if (said.length === 1) socket.write('Password: ');
        else socket.end(said.join(' ') === 'guardian correct horse' ? '\r\n$ ' : '\r\nLogin incorrect\r\n');
      });
    });
    const seen = await tryLogins({
      port: peer.port,
      protocol: 'telnet',
      credential: { login: { kind: 'telnet' } },
    }).finally(peer.stop);
    expect(seen.attempts[0]).to.include({ series: 'owner', outcome: 'accepted' });
    expect(seen.guessing[0]).to.include({ tried: 12, how: 'not-slowed' });
  });
});
