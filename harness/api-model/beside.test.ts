import { createServer, type RequestListener } from 'node:http';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { after, describe, it } from 'mocha';
import { parse } from 'yaml';
import { serviceWith, sessionsOf, ways } from '../probes/api-access/beside.fixture.ts';
import { folder, written } from './files.fixture.ts';
import { modelOfCalls } from './from-calls.ts';
import { readHar } from './read-har.ts';
import { writtenModel } from './written.ts';

after(() => rmSync(folder, { recursive: true, force: true }));

type Headers = Readonly<Record<string, string>>;

/** A browser's script with cookies of its own, and what it asked, as a recording. */
class Script {
  readonly entries: object[];
  readonly #origin: string;
  readonly #jar = new Map<string, string>();

  constructor(origin: string, entries: object[]) {
    this.#origin = origin;
    this.entries = entries;
  }

  cookie = (name: string): string => decodeURIComponent(this.#jar.get(name) ?? '');

  async ask([method, path]: readonly [string, string], own: Headers, json?: object): Promise<Record<string, unknown>> {
    const cookie = [...this.#jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { ...own, ...(cookie === '' ? {} : { cookie }), 'content-type': 'application/json' };
    const body = json === undefined ? null : JSON.stringify(json);
    const answer = await fetch(`${this.#origin}${path}`, { method, headers, body });
    const text = await answer.text();
    const set = answer.headers.getSetCookie();
    for (const line of set) this.#jar.set(line.split('=', 1)[0] ?? '', /=([^;]*)/.exec(line)?.[1] ?? '');
    const list = (all: Headers) => Object.entries(all).map(([name, value]) => ({ name, value }));
    this.entries.push({
      startedDateTime: new Date(1_790_000_000_000 + this.entries.length * 1000).toISOString(),
      request: {
        ...{ method, url: `${this.#origin}${path}`, headers: list(headers) },
        ...(body === null ? {} : { postData: { mimeType: 'application/json', text: body } }),
      },
      response: {
        ...{ status: answer.status, headers: set.map((value) => ({ name: 'set-cookie', value })) },
        content: { mimeType: 'application/json', text },
      },
    });
    return JSON.parse(text) as Record<string, unknown>;
  }
}

interface Doing {
  readonly atSignIn?: boolean;
  readonly once?: boolean;
  readonly email?: (family: number) => string;
  /** A header that repeats what an answer told. */
  readonly told?: string;
}

/** What families do whose page fetches a token where there is one to fetch, and repeats it in a header. */
async function recordingOf(listener: RequestListener, families: number, doing: Doing = {}) {
  const { atSignIn = false, once: each = false, email = (family: number) => `a${family}@mail.example`, told } = doing;
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const entries: object[] = [];
  const key = { 'x-app-key': 'app-1' };
  try {
    for (let family = 0; family < families; family++) {
      const script = new Script(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, entries);
      await script.ask(['POST', '/join'], key, { email: email(family), password: 'a quiet bear' });
      let token = '';
      for (const name of ['Quillfeather', 'Owlbert']) {
        if (!atSignIn && (each || token === '')) token = String((await script.ask(['GET', '/form'], key))['token']);
        if (atSignIn) token = script.cookie('XSRF-TOKEN');
        const own = told === undefined ? {} : { 'x-child': told };
        await script.ask(['POST', '/children'], { ...key, ...own, 'x-csrf-token': token }, { name });
      }
      await script.ask(['GET', '/children'], key);
    }
  } finally {
    server.closeAllConnections();
    server.close();
  }
  const har = written('beside.har', JSON.stringify({ log: { version: '1.2', entries } }));
  return modelOfCalls(readHar(har), { service: 'portal' });
}

describe('what recorded calls carried beside their session', () => {
  for (const [way, { manners }] of Object.entries(ways))
    it(`is proposed so that it works: a token ${way}`, async () => {
      const { api, notes } = await recordingOf(serviceWith({ ...manners, asksForSession: true }).listener, 2, manners);
      expect(notes.join()).to.not.include('Not proposed');
      expect(api.token).to.deep.include({ in: 'cookie', cookie: 'sid' });
      expect(api.token.with).to.deep.equal(['sid.sig', ...(manners.atSignIn === true ? ['XSRF-TOKEN'] : [])].sort());
      expect(api.beside?.headers).to.include({ 'x-app-key': 'app-1' });
      const { listener, refusals } = serviceWith({ ...manners, asksForSession: true });
      const { attempts } = await sessionsOf(listener, api.beside);
      const tried = attempts.filter(({ call }) => call === 'add');
      expect(tried.map(({ control, changed, status }) => [control, changed, status])).to.deep.equal([
        [true, false, 401],
        [true, false, 401],
      ]);
      expect(new Set(refusals)).to.deep.equal(new Set(['session']));
    });

  it('is no proposal where one session alone was recorded, unless an answer gave it', async () => {
    const { api, notes } = await recordingOf(serviceWith({ asksForSession: true }).listener, 1);
    expect(api.beside?.headers).to.have.keys('x-csrf-token');
    expect(notes).to.include(
      'Not proposed under "beside": x-app-key was seen in one session only, and no answer gave it: record a second sign-in.',
    );
  });

  it('is no proposal where it may belong to the only account that was recorded', async () => {
    const email = () => 'a@mail.example';
    const doing = { told: 'Quillfeather', email };
    const { api, notes } = await recordingOf(serviceWith({ asksForSession: true }).listener, 2, doing);
    expect(api.beside?.headers).to.deep.include({ 'x-app-key': 'app-1' }).and.to.not.have.key('x-child');
    expect(notes.join()).to.include('x-child was the same for the only account, and an answer to it holds it');
  });

  it('says that it is a proposal, and loads', async () => {
    const model = await recordingOf(serviceWith({ asksForSession: true }).listener, 2);
    const text = writtenModel(model);
    expect(text).to.match(/^ {4}# A proposal: [^\n]+\n {4}beside:$/m);
    const { apis } = parse(text) as { readonly apis: readonly [typeof model.api] };
    expect(apis[0].beside).to.deep.equal(model.api.beside);
  });
});
