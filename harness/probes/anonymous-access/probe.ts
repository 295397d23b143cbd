import { randomBytes } from 'node:crypto';
import type { AnonymousAccessObservation } from '../../../schemas/types.ts';
import { NotObserved, type Observing, type Planning, type Probe, type Target } from '../../gather/probe.ts';
import { canariesIn } from '../shared/canaries/canaries.ts';
import { printable } from '../shared/printable.ts';
import { addressesOf, type Endpoint, endpointsOf, type Service } from '../shared/reach.ts';
import { spokenBy } from '../shared/spoken.ts';
import { unitsWith } from '../shared/units-with.ts';
import { ask, wellKnown } from './dialogues.ts';
import type { Finding } from './finding.ts';
import { jobsOf, type Subject } from './jobs.ts';
import { observeSettings } from './settings.ts';

type ServiceRow = AnonymousAccessObservation['services'][number];
type OperationRow = AnonymousAccessObservation['operations'][number];

/** Asks every declared service, and the well-known ports nobody declared, for what they give and take without credentials. */
export const probe: Probe<'anonymous-access'> = { version: '1.0.0', targets, observe };

function targets(planning: Planning): readonly Target[] {
  return jobsOf(planning).map(({ target }) => target);
}

async function observe(target: Target, observing: Observing): Promise<AnonymousAccessObservation> {
  const job = jobsOf(observing).find(({ target: { id } }) => id === target.id);
  if (job === undefined) throw new NotObserved('input-missing', `the declaration names nothing for ${target.id}`);
  const observation = await run(observing, job.subject);
  observing.signal.throwIfAborted();
  return observation;
}

function run(observing: Observing, subject: Subject): Promise<AnonymousAccessObservation> {
  const { unit } = subject;
  if (subject.what === 'setting') return observeSettings(observing, subject);
  return subject.what === 'service'
    ? observeService(observing, subject.service, unit)
    : observeUndeclared(observing, unit);
}

async function observeService(
  observing: Observing,
  service: Service,
  unit: string,
): Promise<AnonymousAccessObservation> {
  const endpoints = endpointsOf(service, observing).filter((endpoint) => endpoint.unit === unit);
  if (endpoints.length === 0) throw new NotObserved('input-missing', `the bench names no address of ${unit}`);
  return observeAll(observing, endpoints, true);
}

// On the addresses of one unit: what is not declared and does not answer leaves no row.
function observeUndeclared(observing: Observing, unit: string): Promise<AnonymousAccessObservation> {
  const addresses = addressesOf(unit, observing);
  if (addresses.length === 0) throw new NotObserved('input-missing', `the bench names no address of ${unit}`);
  const { declaration } = observing;
  const declaredHere = declaration.ixit.services.filter(
    (service) => service.location !== 'cloud' && unitsWith(service, declaration).includes(unit),
  );
  const open = wellKnown.filter(
    ({ transport, port }) => !declaredHere.some((service) => service.port === port && service.transport === transport),
  );
  const endpoints = addresses.flatMap(({ family, address }) =>
    open.map(({ transport, port, protocol }): Endpoint => ({
      id: `undeclared/${unit}/${family.toLowerCase()}/${transport}-${String(port)}`,
      service: { id: 'undeclared', transport, port, protocol, purpose: 'not declared', authentication: 'none' },
      ...{ unit, family, address, port, name: undefined },
    })),
  );
  return observeAll(observing, endpoints, false);
}

async function observeAll(
  observing: Observing,
  endpoints: readonly Endpoint[],
  declared: boolean,
): Promise<AnonymousAccessObservation> {
  const services: ServiceRow[] = [];
  const operations: OperationRow[] = [];
  const asked = await askPortByPort(observing, endpoints);
  const { child } = observing.bench;
  for (const [index, endpoint] of endpoints.entries()) {
    const { reached, findings } = asked.get(endpoint) ?? { reached: false, findings: [] };
    if (!declared && !reached) continue;
    const { service, unit, family, port } = endpoint;
    const { transport, protocol } = service;
    const id = services.some((row) => row.id === endpoint.id) ? `${endpoint.id}-${String(index)}` : endpoint.id;
    services.push({
      id,
      unit,
      family,
      transport,
      port,
      protocol,
      reached,
      ...(declared ? { service: service.id } : {}),
      ...(child === undefined ? {} : { lookedFor: Object.keys(child) }),
    });
    operations.push(...findings.map((finding, number) => rowOf(finding, { id, number, observing })));
  }
  return { services, operations, settings: [] };
}

// Ports side by side; the addresses of one port in turn, because what is left at one may be seen at the other.
async function askPortByPort(
  observing: Observing,
  endpoints: readonly Endpoint[],
): Promise<ReadonlyMap<Endpoint, Answered>> {
  const asked = new Map<Endpoint, Answered>();
  const portOf = ({ service, port }: Endpoint) => `${service.transport} ${String(port)}`;
  const ports = [...new Set(endpoints.map(portOf))];
  const askInTurn = async (group: readonly Endpoint[]) => {
    for (const endpoint of group) {
      observing.signal.throwIfAborted();
      asked.set(endpoint, await askEndpoint(observing, endpoint));
      observing.progress(asked.size / endpoints.length, endpoint.id);
    }
  };
  await Promise.all(ports.map((each) => askInTurn(endpoints.filter((endpoint) => portOf(endpoint) === each))));
  return asked;
}

type Answered = Awaited<ReturnType<typeof ask>>;

function askEndpoint({ declaration, signal }: Observing, { service, address, port, name }: Endpoint) {
  const { secure } = spokenBy(service);
  const place = { address, port, name, secure, signal };
  const paths = declaration.ixit.webPaths.filter((page) => page.service === service.id).map(({ path }) => path);
  return ask({ place, paths, unique: `toymark-${randomBytes(6).toString('hex')}` }, service);
}

function rowOf(
  { operation, target, outcome, status, content }: Finding,
  { id, number, observing }: { readonly id: string; readonly number: number; readonly observing: Observing },
): OperationRow {
  const { child } = observing.bench;
  const bytes = Buffer.from(content ?? '');
  return {
    id: `${id}/${String(number + 1)}`,
    service: id,
    ...{ operation, target: printable(target, 500), outcome },
    ...(status === undefined ? {} : { status: printable(status, 100) }),
    ...(bytes.length === 0 ? {} : { excerpt: printable(bytes, 256) }),
    bytes: bytes.length,
    ...(child === undefined ? {} : { canaries: [...new Set(canariesIn(bytes, child).map(({ name }) => name))] }),
  };
}
