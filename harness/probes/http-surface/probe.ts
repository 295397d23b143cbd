import type { Observations } from '../../../schemas/types.ts';
import { NotObserved, type Observing, type Planning, type Probe, type Target } from '../../gather/probe.ts';
import { endpointsOf, unitsOf, type Endpoint, type Service } from '../shared/reach.ts';
import { attemptForeign } from './foreign.ts';
import { visitPaths } from './paths.ts';
import { asker, type Ask } from './request.ts';
import { openSession, type Session } from './session.ts';

/** Walks the web interfaces of the toy with and without session, and tries what other sites could make a browser send. */
export const probe: Probe<'http-surface'> = { version: '1.1.1', targets, observe };

type Observation = Observations['http-surface'];

const isWeb = ({ protocol, location, transport }: Service): boolean =>
  transport === 'tcp' && location !== 'cloud' && (protocol === 'http' || protocol === 'https');

function targets(planning: Planning): readonly Target[] {
  return planning.declaration.ixit.services.filter(isWeb).flatMap((service) =>
    unitsOf(service, planning).map((unit) => ({
      id: `${service.id}/${unit}`,
      units: [unit],
      occupies: [`login:${unit}`],
      estimatedSeconds: 30,
      limitSeconds: 600,
    })),
  );
}

async function observe(target: Target, observing: Observing): Promise<Observation> {
  const [serviceId, unit] = target.id.split('/');
  const service = observing.declaration.ixit.services.find(({ id }) => id === serviceId);
  const endpoints = service === undefined ? [] : endpointsOf(service, observing).filter((one) => one.unit === unit);
  if (endpoints.length === 0) throw new NotObserved('input-missing', `the bench has no address for ${target.id}`);
  const found: Observation[] = [];
  for (const endpoint of endpoints) found.push(await observeInterface(endpoint, observing));
  if (found.every(({ interfaces }) => interfaces.every(({ reached }) => !reached)))
    throw new NotObserved('unreachable', `no address of ${target.id} answered HTTP`);
  return {
    interfaces: found.flatMap(({ interfaces }) => interfaces),
    paths: found.flatMap(({ paths }) => paths),
    foreignRequests: found.flatMap(({ foreignRequests }) => foreignRequests),
    headers: found.flatMap(({ headers }) => headers),
  };
}

async function observeInterface(endpoint: Endpoint, observing: Observing): Promise<Observation> {
  const { id, service, unit, family } = endpoint;
  const ask = asker(endpoint, observing.signal);
  const row = { id, service: service.id, unit, family };
  if ((await ask({ method: 'GET', path: '/' })) === undefined)
    return {
      interfaces: [{ ...row, reached: false, sessionOpened: false }],
      paths: [],
      foreignRequests: [],
      headers: [],
    };
  const session = await login(endpoint, ask, observing);
  const webPaths = observing.declaration.ixit.webPaths.filter((path) => path.service === service.id);
  const surface = await visitPaths({ endpoint, ask, session, declared: webPaths.map(({ path }) => path) });
  const foreignRequests: Observation['foreignRequests'] = [];
  for (const webPath of webPaths) {
    const { changes } = webPath;
    if (changes !== undefined && session !== undefined)
      foreignRequests.push(...(await attemptForeign({ endpoint, ask, session, webPath, changes })));
  }
  return { interfaces: [{ ...row, reached: true, sessionOpened: session !== undefined }], ...surface, foreignRequests };
}

async function login(endpoint: Endpoint, ask: Ask, observing: Observing): Promise<Session | undefined> {
  const { service, unit } = endpoint;
  for (const credential of observing.declaration.ixit.credentials) {
    const serves = credential.id === service.authentication || (credential.services ?? []).includes(service.id);
    if (!serves || !(credential.login?.kind.startsWith('http-') ?? false) || credential.login === undefined) continue;
    const secret = observing.secret(unit, credential.id);
    if (secret === undefined) continue;
    const username = secret.username ?? credential.username;
    const session = await openSession(ask, credential.login, { ...secret, username });
    if (session !== undefined) return session;
  }
  return undefined;
}
