import { isIP } from 'node:net';
import type { Observations } from '../../../schemas/types.ts';
import { NotObserved, type Observing, type Planning, type Probe, type Target } from '../../gather/probe.ts';
import { endpointsOf, unitsOf, type Endpoint, type Service } from '../shared/reach.ts';
import { anchorsOf } from './anchors.ts';
import type { Client } from './client.ts';
import { usualPatience } from './exchange.ts';
import { Pace } from './pace.ts';
import { rowsOf } from './rows.ts';
import { scan } from './scan.ts';

/** Speaks to every declared TLS server, on the toy and in the cloud, and records what it negotiates and shows. */
export const probe: Probe<'tls-server'> = { version: '1.0.0', targets, observe };

type Observation = Observations['tls-server'];

const secureProtocols: readonly string[] = ['https', 'mqtts', 'ftps', 'wss', 'rtsps', 'imaps', 'smtps', 'ldaps', 'tls'];

const isTlsServer = ({ secure, protocol, transport }: Service): boolean =>
  transport === 'tcp' && (secure ?? secureProtocols.includes(protocol));

const unitOf = (service: Service, planning: Pick<Observing, 'declaration'>): readonly string[] =>
  service.location === 'cloud' ? ['cloud'] : unitsOf(service, planning);

function targets(planning: Planning): readonly Target[] {
  return planning.declaration.ixit.services.filter(isTlsServer).flatMap((service) =>
    unitOf(service, planning).map((unit) => ({
      id: `${service.id}/${unit}`,
      units: unit === 'cloud' ? [] : [unit],
      occupies: [`load:${unit}`],
      estimatedSeconds: 20,
      limitSeconds: 600,
    })),
  );
}

async function observe(target: Target, observing: Observing): Promise<Observation> {
  const [serviceId, unit] = target.id.split('/');
  const service = observing.declaration.ixit.services.find(({ id }) => id === serviceId);
  if (service === undefined) throw new NotObserved('input-missing', `the declaration has no service ${serviceId}`);
  const endpoints = endpointsOf(service, observing).filter((endpoint) => endpoint.unit === unit);
  if (endpoints.length === 0) throw new NotObserved('input-missing', `the bench has no address of ${unit}`);
  const found: Observation[] = [];
  for (const [at, endpoint] of endpoints.entries()) {
    observing.progress(at / endpoints.length, endpoint.address);
    found.push(await observeEndpoint(endpoint, observing));
  }
  if (found.every(({ servers }) => servers.every(({ reached }) => !reached)))
    throw new NotObserved('unreachable', `no address of ${target.id} accepted a connection on port ${service.port}`);
  return merge(found);
}

const parallel = 4;

async function observeEndpoint(endpoint: Endpoint, observing: Observing): Promise<Observation> {
  const { address, port, name } = endpoint;
  const anchors = anchorsOf(endpoint.service, observing);
  const client: Client = {
    peer: { address, port },
    name: name === undefined || isIP(name) !== 0 ? undefined : name,
    pace: new Pace(Math.min(parallel, observing.bench.pace?.connections ?? parallel)),
    patience: usualPatience,
    signal: observing.signal,
    count: { connections: 0, silent: 0, answered: 0 },
    failures: new Set(),
  };
  const started = performance.now();
  const result = await scan(client, anchors);
  const milliseconds = Math.round(performance.now() - started);
  const { connections } = client.count;
  const failures = [...client.failures].sort();
  return rowsOf({ endpoint, scan: result, anchors: anchors.digests, failures, connections, milliseconds });
}

const merge = (all: readonly Observation[]): Observation => ({
  servers: all.flatMap(({ servers }) => servers),
  versions: all.flatMap(({ versions }) => versions),
  suites: all.flatMap(({ suites }) => suites),
  groups: all.flatMap(({ groups }) => groups),
  certificates: all.flatMap(({ certificates }) => certificates),
  chains: all.flatMap(({ chains }) => chains),
});
