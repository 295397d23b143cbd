import { setMaxListeners } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import type { Ixit, JourneyStep, Observations } from '../../schemas/types.ts';
import { cannot } from '../development/needs.ts';
import { observingOf } from '../development/observing.ts';
import { scratch } from '../development/peer.ts';
import { probe } from '../probes/api-access/probe.ts';
import { journey, noBrowser, observeWeb } from '../probes/web-session/web.fixture.ts';
import { applications, secrets, type Application } from './real-web.fixture.ts';

type Name = keyof typeof applications;
type Web = Observations['web-session'];

interface Known {
  readonly steps: readonly JourneyStep[];
  readonly keeps: (rows: Web) => unknown;
  readonly kept: unknown;
}

const named = (name: string) => (rows: Web) => {
  const cookie = rows.cookies.find((row) => row.name === name);
  return cookie && [cookie.httpOnly, cookie.secure, cookie.sameSite];
};
const login = (user: string, password: string, button: string): readonly JourneyStep[] => [
  { fill: user, with: 'guardian' },
  { fill: password, with: '{secret:account}' },
  { click: button },
];

// What their own documentation and source say of how each keeps a session.
const known: Readonly<Record<Name, Known>> = {
  'node-red': {
    steps: [{ open: '/' }, ...login('Username:', 'Password:', 'Login'), { wait: 'Deploy', seconds: 30 }],
    keeps: ({ stored }) => stored.some(({ kind, name }) => kind === 'local-storage' && name === 'auth-tokens'),
    kept: true,
  },
  'parse-dashboard': {
    steps: [{ open: '/login' }, ...login('Username', 'Password', 'Log In'), { wait: 'Bear', seconds: 30 }],
    keeps: named('session'),
    kept: [true, false, 'unset'],
  },
  ungit: {
    steps: [{ open: '/' }, ...login('Username', 'Password', 'Login'), { wait: 'Path', seconds: 30 }],
    keeps: named('connect.sid'),
    kept: [true, false, 'unset'],
  },
};

const post = (path: string, json: object) => ({ method: 'POST', path, json }) as const;
const user = { username: 'guardian', password: secrets.account };
const calls: Readonly<Partial<Record<Name, Pick<Ixit, 'apis' | 'apiCalls'>>>> = {
  'node-red': access(
    { in: 'bearer', field: 'access_token' },
    post('/auth/token', { client_id: 'node-red-editor', grant_type: 'password', scope: '*', ...user }),
    { add: post('/flow', { label: '{firstName}', nodes: [] }), list: '/flows' },
  ),
  ungit: access({ in: 'cookie', cookie: 'connect.sid' }, post('/api/login', user), {
    add: post('/api/userconfig', { name: '{firstName}' }),
    list: '/api/userconfig',
  }),
};

function access(
  token: NonNullable<Ixit['apis']>[number]['token'],
  request: ReturnType<typeof post>,
  { add, list }: { readonly add: ReturnType<typeof post>; readonly list: string },
): Pick<Ixit, 'apis' | 'apiCalls'> {
  const consent = { by: 'Example Toys Ltd', on: '2026-10-05' };
  return {
    apis: [{ id: 'app', service: 'app', consent, token, join: [{ id: 'own', steps: [{ request, opens: true }] }] }],
    apiCalls: [
      { id: 'add', api: 'app', does: 'create', request: add, state: 'list' },
      { id: 'list', api: 'app', does: 'list', request: { method: 'GET', path: list } },
    ],
  };
}

async function tryStrangers(port: number, ixit: Pick<Ixit, 'apis' | 'apiCalls'>) {
  const cloud = { transport: 'tcp', port, protocol: 'http', location: 'cloud', address: '127.0.0.1' } as const;
  const services = [{ id: 'app', purpose: 'x', authentication: 'password', ...cloud } as const];
  const signal = AbortSignal.timeout(60_000);
  setMaxListeners(0, signal);
  const given = observingOf({ ixit: { services, ...ixit }, child: { firstName: 'Quillfeather' }, signal });
  const product = { units: [{ id: 'unit-1', serial: 'XY-000001' }] };
  const declaration = { ...given.declaration, product } as unknown as typeof given.declaration;
  const target = { id: 'app/sessions', units: [], occupies: [], estimatedSeconds: 1, limitSeconds: 60 };
  return probe.observe(target, { ...given, declaration });
}

describe('real web applications', function () {
  this.timeout(300_000);
  const { folder, remove } = scratch();
  const running = new Map<Name, Application>();

  before(async function () {
    const missing = noBrowser();
    if (missing !== undefined) cannot(this, missing);
    const names = Object.keys(applications) as Name[];
    const started = await Promise.allSettled(
      names.map(async (name) => {
        mkdirSync(join(folder, name));
        running.set(name, await applications[name](join(folder, name)));
      }),
    );
    const failed = started.find((each) => each.status === 'rejected');
    if (failed !== undefined) cannot(this, `an application is not to be had: ${String(failed.reason).slice(0, 300)}`);
  });
  after(async () => {
    await Promise.all([...running.values()].map(({ stop }) => stop()));
    remove();
  });
  const portOf = (name: Name) => running.get(name)?.port ?? 0;

  for (const [name, { steps, keeps, kept }] of Object.entries(known) as [Name, Known][])
    it(`${name} is signed in to, and how it keeps the session is seen`, async () => {
      const url = `http://127.0.0.1:${portOf(name)}/`;
      const rows = await observeWeb({ url, secrets, journeys: [journey('in', [...steps])] });
      expect(rows.journeys.find(({ id }) => id === 'in')?.detail).to.equal(undefined);
      expect(keeps(rows)).to.deep.equal(kept);
      expect(rows.documents.every(({ contentSecurityPolicy }) => contentSecurityPolicy === undefined)).to.equal(true);
    });

  for (const [name, ixit] of Object.entries(calls) as [Name, Pick<Ixit, 'apis' | 'apiCalls'>][])
    it(`${name} gives the family its own and strangers nothing`, async () => {
      const { controls, attempts } = await tryStrangers(portOf(name), ixit);
      const list = controls.find(({ call }) => call === 'list');
      expect(list?.distinct, JSON.stringify(controls)).to.equal(true);
      expect(list?.marks).to.be.above(0);
      const read = attempts.filter(({ call }) => call === 'list');
      expect(read.map(({ credentials }) => credentials)).to.include('none');
      for (const { marks, control } of read) expect({ marks, control }).to.deep.equal({ marks: 0, control: true });
    });
});
