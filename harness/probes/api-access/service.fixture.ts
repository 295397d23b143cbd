import { createServer, type RequestListener } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Declaration, EvidenceKind, Observations } from '../../../schemas/types.ts';
import { validate } from '../../../schemas/validate.ts';
import { observingOf } from '../../development/observing.ts';
import type { Observing, Probe } from '../../gather/probe.ts';

type Ixit = Declaration['ixit'];
type Api = NonNullable<Ixit['apis']>[number];
type Calls = NonNullable<Ixit['apiCalls']>;

export const agreed: Api['consent'] = { by: 'Example Toys Ltd', on: '2026-10-05' };

/** What the declaration of an interface says besides the usual. */
export interface Said {
  readonly consent?: Api['consent'];
  readonly api?: Partial<Api>;
  readonly calls?: Calls;
  readonly milliseconds?: number;
}

/** An interface whose sign-in gives a token, and whose other calls are whatever the listener says. */
export function ixitFor(port: number, { consent = agreed, api = {}, calls = fewCalls }: Said = {}): Ixit {
  const cloud = { transport: 'tcp', port, protocol: 'http', location: 'cloud', address: '127.0.0.1' } as const;
  const host = `127.0.0.1`;
  return {
    services: [{ id: 'portal', purpose: 'x', authentication: 'none', host, ...cloud }],
    apis: [
      {
        ...{ id: 'portal', service: 'portal', consent, token: { in: 'bearer', field: 'token' } },
        join: [{ id: 'own', steps: [{ request: { method: 'POST', path: '/token', json: {} }, opens: true }] }],
        ...api,
      },
    ],
    apiCalls: calls,
  };
}

const get = (path: string) => ({ method: 'GET', path }) as const;
const post = (path: string, json: object = {}) => ({ method: 'POST', path, json }) as const;
const at = { api: 'portal' } as const;

/** A child that is made, listed and read, and a sign-out. */
export const fewCalls: Calls = [
  {
    ...{ ...at, id: 'add', does: 'create', request: post('/children', { name: '{firstName}' }), state: 'list' },
    keeps: { child: 'id' },
  },
  { ...at, id: 'list', does: 'list', request: get('/children') },
  { ...at, id: 'child', does: 'read', request: get('/children/{child}') },
  { ...at, id: 'out', does: 'sign-out', request: post('/sign-out') },
];

/** Everything that a service with toys, pictures and relatives is asked for. */
export const allCalls: Calls = [
  ...fewCalls,
  { ...at, id: 'find', does: 'search', request: get('/children?q={firstName}') },
  { ...at, id: 'draw', does: 'create', request: post('/pictures'), state: 'list', media: 'url', keeps: { one: 'id' } },
  { ...at, id: 'rename', does: 'change', request: post('/children/{child}', { name: '{firstName}' }), state: 'child' },
  { ...at, id: 'link', does: 'link', request: post('/toys', { serial: '{serial}' }), state: 'toys' },
  { ...at, id: 'toys', does: 'list', request: get('/toys'), notices: true },
  { ...at, id: 'say', does: 'command', request: post('/toys/{serial}/say', { words: '{phrase}' }), state: 'toys' },
  { ...at, id: 'release', does: 'release', request: post('/toys/{serial}/release'), state: 'toys' },
  {
    ...{ ...at, id: 'invite', does: 'invite', request: post('/people', { email: '{invited}' }), state: 'people' },
    ...{ keeps: { code: 'code' }, key: 'code' },
  },
  { ...at, id: 'accept', does: 'accept', request: post('/accept', { code: '{code}' }) },
  { ...at, id: 'people', does: 'list', request: get('/people') },
  { ...at, id: 'remove', does: 'remove', request: post('/people/remove', { email: '{invited}' }), state: 'people' },
  { ...at, id: 'play', does: 'let-play', request: post('/play') },
  { ...at, id: 'in', does: 'sign-in', request: post('/token', { email: '{email}', password: '{password}' }) },
  { ...at, id: 'up', does: 'sign-up', request: post('/up', { email: '{email}', password: '{password}' }) },
  { ...at, id: 'forgot', does: 'forgotten', request: post('/forgot', { email: '{email}' }) },
  { ...at, id: 'password', does: 'change-password', request: post('/password', { password: '{newPassword}' }) },
  { ...at, id: 'admin', does: 'list', request: get('/admin'), administrative: true },
  { ...at, id: 'copy', does: 'export', request: get('/export') },
  { ...at, id: 'less', does: 'delete', request: post('/delete/{child}'), state: 'list' },
  { ...at, id: 'end', does: 'erase', request: post('/erase') },
];

/** Lets an instrument observe one target of a service that answers as the listener says. */
export async function look<K extends EvidenceKind>(
  { kind, probe, target: id }: { readonly kind: K; readonly probe: Probe<K>; readonly target: string },
  listener: RequestListener,
  said: Said = {},
): Promise<Observations[K]> {
  const server = createServer((request, response) => {
    if (request.url === '/token' && said.api === undefined)
      response.end(JSON.stringify({ token: 'abcdefgh.ijklmnop.qrstuvwx' }));
    else listener(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  try {
    const signal = AbortSignal.timeout(said.milliseconds ?? 60_000);
    const given = observingOf({ ixit: ixitFor(port, said), signal });
    const product = { units: [{ id: 'unit-1', serial: 'XY-000001' }] };
    const declaration = { ...given.declaration, product } as unknown as Observing['declaration'];
    const observing = { ...given, declaration, bench: { ...given.bench, pace: { requestsPerSecond: 1000 } } };
    const target = { id, units: [], occupies: [], estimatedSeconds: 1, limitSeconds: 60 };
    const observation = await probe.observe(target, observing);
    const misfits = validate(`observations/${kind}`, observation);
    if (misfits.length > 0) throw new Error(`the observation does not fit: ${JSON.stringify(misfits.slice(0, 3))}`);
    return observation;
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
