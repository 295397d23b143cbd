import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import type { Ixit, JourneyStep, Observations } from '../../schemas/types.ts';
import { cannot, needs } from '../development/needs.ts';
import { observingOf } from '../development/observing.ts';
import { scratch } from '../development/peer.ts';
import { probe } from '../probes/api-access/probe.ts';
import { journey, noBrowser, observeWeb } from '../probes/web-session/web.fixture.ts';
import { applicationNames, notFetched } from './applications.ts';
import { calls } from './real-web-calls.fixture.ts';
import { applications, secrets, type Application, type Name } from './real-web.fixture.ts';

type Web = Observations['web-session'];

interface Known {
  readonly steps: readonly JourneyStep[];
  /** Where the session is kept in the browser. */
  readonly keeps: { readonly kind: string; readonly name: string };
  /** What limits the content of its pages. */
  readonly policy: string | undefined;
  /** Who else reads or changes what a family wrote: call and credentials. */
  readonly open: readonly string[];
}

const login = (user: string, password: string): readonly JourneyStep[] => [
  { fill: user, with: 'guardian' },
  { fill: password, with: '{secret:account}' },
];

// What their own documentation and source say of each.
const known: Readonly<Record<Name, Known>> = {
  'node-red': {
    steps: [{ open: '/' }, ...login('Username:', 'Password:'), { click: 'Login' }, { wait: 'Deploy', seconds: 30 }],
    keeps: { kind: 'local-storage', name: 'auth-tokens' },
    policy: undefined,
    open: ['list fresh-account', 'list other-family'],
  },
  'redis-commander': {
    steps: [
      { open: '/' },
      ...login('Username:', 'Password:'),
      { click: 'Sign In' },
      { wait: 'Current Instance', seconds: 30 },
    ],
    keeps: { kind: 'session-storage', name: 'redisCommanderBearerToken' },
    policy: undefined,
    open: ['add other-family', 'list fresh-account', 'list other-family'],
  },
  verdaccio: {
    steps: [
      { open: '/' },
      { click: 'LOGIN' },
      ...login('Username', 'Password'),
      { click: 'LOGIN' },
      { wait: 'No Package Published Yet', seconds: 30 },
    ],
    keeps: { kind: 'local-storage', name: 'token' },
    policy: "connect-src 'self'",
    // A token holds until it ends by itself, whoever signs out.
    open: ['list fresh-account', 'list other-family', 'list signed-out', 'own signed-out'],
  },
};

async function tryStrangers(port: number, ixit: Pick<Ixit, 'apis' | 'apiCalls'>) {
  const cloud = { transport: 'tcp', port, protocol: 'http', location: 'cloud', address: '127.0.0.1' } as const;
  const services = [{ id: 'app', purpose: 'x', authentication: 'password', ...cloud } as const];
  const signal = AbortSignal.timeout(120_000);
  const child = { firstName: 'Quillfeather', phrase: 'the owl sat' };
  const given = observingOf({ ixit: { services, ...ixit }, child, signal });
  const product = { units: [{ id: 'unit-1', serial: 'XY-000001' }] };
  const declaration = { ...given.declaration, product } as unknown as typeof given.declaration;
  const seen = { controls: [] as Observations['api-access']['controls'][number][], attempts: [] as Attempt[] };
  for (const topic of ['sessions', 'families']) {
    const target = { id: `app/${topic}`, units: [], occupies: [], estimatedSeconds: 1, limitSeconds: 60 };
    const { controls, attempts } = await probe.observe(target, { ...given, declaration });
    seen.controls.push(...controls);
    seen.attempts.push(...attempts);
  }
  return seen;
}

type Attempt = Observations['api-access']['attempts'][number];

describe('real web applications', function () {
  this.timeout(300_000);
  const { folder, remove } = scratch();
  const running = new Map<Name, Application>();

  before(async function () {
    needs(this, 'redis-server');
    const missing = [noBrowser(), ...applicationNames().map(notFetched)].find((reason) => reason !== undefined);
    if (missing !== undefined) cannot(this, missing);
    const start = async (name: Name) => {
      mkdirSync(join(folder, name));
      running.set(name, await applications[name](join(folder, name)));
    };
    await Promise.all((Object.keys(applications) as Name[]).map(start));
  });
  after(async () => {
    await Promise.all([...running.values()].map(({ stop }) => stop()));
    remove();
  });

  for (const [name, { steps, keeps, policy, open }] of Object.entries(known) as [Name, Known][]) {
    it(`${name} is signed in to, and how it keeps the session is seen`, async () => {
      const url = `http://127.0.0.1:${running.get(name)!.port}/`;
      const rows: Web = await observeWeb({ url, secrets, journeys: [journey('in', [...steps])] });
      expect(rows.journeys.find(({ id }) => id === 'in')?.detail).to.equal(undefined);
      expect(rows.stored.map(({ kind, name }) => ({ kind, name }))).to.deep.include(keeps);
      expect(rows.documents.map((row) => row.contentSecurityPolicy)).to.deep.equal(rows.documents.map(() => policy));
    });

    it(`${name} gives strangers nothing, and to others with an account what it is known to give`, async () => {
      const application = running.get(name)!;
      const { controls, attempts } = await tryStrangers(application.port, calls[name](application));
      for (const row of controls.filter(({ call }) => call !== 'add'))
        expect({ ...row, marks: (row.marks ?? 0) > 0 }).to.include({ distinct: true, marks: true });
      const read = attempts.filter(({ call }) => call !== 'add');
      expect(read.every(({ control }) => control)).to.equal(true);
      expect(read.map(({ credentials }) => credentials)).to.include.members(['none', 'other-family']);
      const given = attempts.filter(({ marks, changed }) => (marks ?? 0) > 0 || changed === true);
      expect([...new Set(given.map(({ call, credentials }) => `${call} ${credentials}`))].sort()).to.deep.equal(open);
    });
  }
});
