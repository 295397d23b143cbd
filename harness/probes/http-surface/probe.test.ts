import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, describe, it } from 'mocha';
import type { Observations } from '../../../schemas/types.ts';
import { needs } from '../../development/needs.ts';
import { freePort, scratch, startPeer } from '../../development/peer.ts';
import { NotObserved, type Observing } from '../../gather/probe.ts';
import { probe } from './probe.ts';

type Observation = Observations['http-surface'];

const { folder, remove } = scratch();

interface Given {
  readonly port: number;
  readonly login?: Readonly<Record<string, string>>;
  readonly password?: string;
  readonly webPaths?: readonly object[];
  readonly address?: string;
}

async function look({
  port,
  login,
  password = 'hunter22',
  webPaths = [],
  address = '127.0.0.1',
}: Given): Promise<Observation> {
  const service = { id: 'web', transport: 'tcp', port, protocol: 'http', purpose: 'x', authentication: 'owner' };
  const credential = {
    id: 'owner',
    kind: 'user-password',
    holder: 'guardian',
    factory: false,
    changeable: true,
    login,
  };
  const given = {
    declaration: {
      product: { units: [{ id: 'unit-1' }] },
      ixit: { services: [service], credentials: [credential], webPaths },
    },
    bench: { reach: { 'unit-1': [address] } },
    signal: new AbortController().signal,
    secret: () => ({ username: 'parent', value: password }),
  } as unknown as Observing;
  const [target] = probe.targets({ declaration: given.declaration, testCases: [], parameters: {} });
  return await probe.observe(target!, given);
}

const form = {
  kind: 'http-form',
  path: '/login',
  usernameField: 'user',
  passwordField: 'pass',
  protectedPath: '/settings',
};
const settings = {
  id: 'settings',
  service: 'web',
  path: '/settings',
  session: 'required',
  changes: {
    request: { method: 'POST', path: '/settings', form: { volume: '40' } },
    read: { method: 'GET', path: '/api/settings', field: 'volume' },
  },
};

/** A toy's web interface with sessions; the safe one checks Host, Origin and token, the unsafe one nothing. */
async function startToy(safe: boolean) {
  const state = { volume: '20' };
  const server = createServer((incoming, outgoing) => void answer({ incoming, outgoing, safe, state }));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { port, state, stop: () => server.close() };
}

interface Exchange {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
  readonly safe: boolean;
  readonly state: { volume: string };
}

async function answer({ incoming, outgoing, safe, state }: Exchange) {
  let body = '';
  for await (const chunk of incoming) body += String(chunk);
  const fields = new URLSearchParams(body);
  const { host = '', origin, cookie = '' } = incoming.headers;
  const say = (status: number, headers: Record<string, string>, text = '') =>
    outgoing.writeHead(status, headers).end(text);
  const html = { 'content-type': 'text/html' };
  if (safe && !host.startsWith('127.0.0.1')) return say(421, {});
  if (incoming.url === '/login' && incoming.method === 'POST') {
    if (fields.get('pass') !== 'hunter22') return say(403, {});
    return say(303, { location: '/settings', 'set-cookie': `sid=abc; HttpOnly${safe ? '; SameSite=Strict' : ''}` });
  }
  if (incoming.url === '/login') return say(200, html, '<form><input name=user><input type=password name=pass></form>');
  if (incoming.url === '/')
    return say(200, html, '<a href="/settings">s</a><a href="/loop">l</a><a href="/logout">o</a>');
  if (incoming.url === '/loop') return say(302, { location: '/loop' });
  if (incoming.url === '/debug') return say(200, {}, 'memory');
  if (!['/settings', '/api/settings'].includes(incoming.url ?? '')) return say(404, {});
  if (!cookie.includes('sid=abc')) return say(302, { location: '/login' });
  if (incoming.url === '/api/settings') return say(200, { 'content-type': 'application/json' }, JSON.stringify(state));
  if (incoming.method === 'GET') return say(200, html, '<form><input type="hidden" name="token" value="t1"></form>');
  if (safe && (origin !== `http://${host}` || fields.get('token') !== 't1')) return say(403, {});
  state.volume = fields.get('volume') ?? state.volume;
  return say(200, {});
}

const changes = ({ foreignRequests }: Observation) =>
  Object.fromEntries(foreignRequests.map(({ variation, changed }) => [variation, changed]));

describe('http-surface', function () {
  this.timeout(30_000);
  after(remove);

  it('an interface that checks origin, host and token changes for its own page alone, and is restored', async () => {
    const toy = await startToy(true);
    const found = await look({ port: toy.port, login: form, webPaths: [settings] }).finally(toy.stop);
    expect(found.interfaces[0]).to.include({ reached: true, sessionOpened: true, family: 'IPv4' });
    const refused = { 'foreign-origin': false, 'foreign-host': false, 'no-token': false, 'no-session': false };
    expect(changes(found)).to.deep.equal({ 'own-origin': true, ...refused });
    expect(toy.state.volume).to.equal('20');
  });

  it('an interface that checks nothing changes for everybody who has the session', async () => {
    const toy = await startToy(false);
    const found = await look({ port: toy.port, login: form, webPaths: [settings] }).finally(toy.stop);
    const taken = { 'own-origin': true, 'foreign-origin': true, 'foreign-host': true, 'no-token': true };
    expect(changes(found)).to.deep.equal({ ...taken, 'no-session': false });
    expect(toy.state.volume).to.equal('20');
  });

  it('declared paths, links and common names are visited with and without session; logout is not', async () => {
    const toy = await startToy(false);
    const found = await look({ port: toy.port, login: form, webPaths: [settings] }).finally(toy.stop);
    const at = (path: string) => found.paths.find((row) => row.path === path);
    expect(at('/settings')).to.include({
      foundBy: 'declared',
      withSession: 200,
      withoutSession: 302,
      location: '/login',
      sameBody: false,
    });
    expect(at('/debug')).to.include({
      foundBy: 'common-name',
      withoutSession: 200,
      sameBody: true,
      asksForLogin: false,
    });
    expect(at('/loop')).to.include({ foundBy: 'link', withoutSession: 302 });
    expect(at('/login')).to.include({ asksForLogin: true });
    expect(at('/logout')).to.equal(undefined);
    expect(new Set(found.paths.map(({ id }) => id)).size).to.equal(found.paths.length);
    expect(JSON.stringify(found)).not.to.include('hunter22').and.not.to.include('sid=abc');
  });

  it('a wrong password opens no session, and what can be seen is seen', async () => {
    const toy = await startToy(true);
    const found = await look({ port: toy.port, login: form, password: 'wrong', webPaths: [settings] }).finally(
      toy.stop,
    );
    expect(found.interfaces[0]).to.include({ reached: true, sessionOpened: false });
    expect(found.foreignRequests).to.deep.equal([]);
    expect(found.paths.find(({ path }) => path === '/settings')).to.include({ withSession: null, withoutSession: 302 });
  });

  it('lighttpd: a page behind Basic authentication differs with the session, an open one is the same', async function () {
    needs(this, 'lighttpd');
    const port = await freePort();
    mkdirSync(join(folder, 'www/admin'), { recursive: true });
    writeFileSync(join(folder, 'www/admin/index.html'), 'inside');
    writeFileSync(join(folder, 'www/index.html'), '<a href="/admin/">admin</a>');
    writeFileSync(join(folder, 'users'), 'parent:hunter22\n');
    const lines = [
      'server.modules = ("mod_auth", "mod_authn_file")',
      `server.document-root = "${folder}/www"`,
      `server.port = ${port}`,
      'server.bind = "127.0.0.1"',
      'index-file.names = ("index.html")',
      'mimetype.assign = (".html" => "text/html")',
      'auth.backend = "plain"',
      `auth.backend.plain.userfile = "${folder}/users"`,
      'auth.require = ("/admin/" => ("method" => "basic", "realm" => "toy", "require" => "valid-user"))',
    ];
    writeFileSync(join(folder, 'lighttpd.conf'), lines.join('\n'));
    const peer = await startPeer({
      command: 'lighttpd',
      args: ['-D', '-f', join(folder, 'lighttpd.conf')],
      ready: { port },
    });
    const login = { kind: 'http-basic', protectedPath: '/admin/' };
    const found = await look({ port, login }).finally(peer.stop);
    expect(found.interfaces[0]).to.include({ sessionOpened: true });
    const at = (path: string) => found.paths.find((row) => row.path === path);
    expect(at('/admin/')).to.include({ withSession: 200, withoutSession: 401, sameBody: false, asksForLogin: true });
    expect(at('/')).to.include({ withSession: 200, withoutSession: 200, sameBody: true, asksForLogin: false });
    expect(found.headers.find(({ path, name }) => path === '/' && name === 'server')?.value).to.match(/^lighttpd/);
  });

  it('busybox httpd over IPv6 shows a forgotten configuration', async function () {
    needs(this, 'busybox');
    const port = await freePort('::1');
    mkdirSync(join(folder, 'bb/.git'), { recursive: true });
    writeFileSync(join(folder, 'bb/index.html'), 'hello');
    writeFileSync(join(folder, 'bb/.git/config'), '[core]');
    const args = ['httpd', '-f', '-p', `[::1]:${port}`, '-h', join(folder, 'bb')];
    const peer = await startPeer({ command: 'busybox', args, ready: { port, address: '::1' } });
    const found = await look({ port, address: '::1' }).finally(peer.stop);
    expect(found.interfaces[0]).to.include({ family: 'IPv6', reached: true, sessionOpened: false });
    expect(found.paths.find(({ path }) => path === '/.git/config')).to.include({
      withoutSession: 200,
      foundBy: 'common-name',
    });
  });

  it('a body without end is cut, a refused port is not observed: unreachable', async () => {
    const block = Buffer.alloc(64 * 1024);
    const server = createServer((_incoming, outgoing) => {
      // As fast as it is read: what nobody reads would fill the memory.
      const more = () => {
        while (!outgoing.destroyed && outgoing.write(block));
      };
      outgoing.on('drain', more);
      more();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const found = await look({ port: (server.address() as AddressInfo).port });
    server.close();
    server.closeAllConnections();
    expect(found.interfaces[0]).to.include({ reached: true });
    const error = await look({ port: await freePort() }).catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(NotObserved).with.property('reason', 'unreachable');
  });
});
