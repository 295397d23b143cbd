import { setTimeout as sleep } from 'node:timers/promises';
import type { MalformedInputObservation } from '../../../schemas/types.ts';
import { NotObserved, type Observing, type Planning, type Probe, type Target } from '../../gather/probe.ts';
import type { Place } from '../shared/conversation.ts';
import { watched } from '../shared/lateness.ts';
import { type Endpoint, endpointsOf, type Service } from '../shared/reach.ts';
import { spokenBy } from '../shared/spoken.ts';
import { unitsWith } from '../shared/units-with.ts';
import { corpusFor } from './corpus/corpus.ts';
import { deliver } from './deliver.ts';
import { validRequest, type Valid } from './valid.ts';

type MessageRow = MalformedInputObservation['messages'][number];

/** Sends every declared service a fixed corpus of malformed messages and asks after each whether it still answers. */
export const probe: Probe<'malformed-input'> = { version: '1.1.1', targets, observe };

function targets(planning: Planning): readonly Target[] {
  return jobsOf(planning).map(({ target }) => target);
}

interface Job {
  readonly target: Target;
  readonly service: Service;
  readonly unit: string;
}

function jobsOf({ declaration, parameters }: Pick<Planning, 'declaration' | 'parameters'>): readonly Job[] {
  return declaration.ixit.services.flatMap((service) => {
    const { length } = corpusFor(service).messages;
    return unitsWith(service, declaration).map((unit) => ({
      ...{ service, unit },
      target: {
        id: `${service.id}/${unit}`,
        units: [unit],
        // Alone on the unit, and after what takes longer: what it stops may stay stopped, and what a scan slows is no fault.
        occupies: [`load:${unit}`, `scan:${unit}`, `strangers:${unit}`, `login:${unit}`],
        // Most datagrams of a corpus stay without an answer, and each is given its time.
        estimatedSeconds: Math.ceil(length / (service.transport === 'udp' ? 2 : 10)),
        // Two families; each message with its patience, a slow valid request, and once in a while a recovery.
        limitSeconds: length * 12 + 10 * recoverySeconds(parameters),
      },
    }));
  });
}

async function observe(target: Target, observing: Observing): Promise<MalformedInputObservation> {
  const job = jobsOf(observing).find((each) => each.target.id === target.id);
  if (job === undefined) throw new NotObserved('input-missing', `the declaration names no service ${target.id}`);
  const endpoints = endpointsOf(job.service, observing)
    .filter(({ unit }) => unit === job.unit)
    .filter(({ id }, index, all) => all.findIndex((each) => each.id === id) === index);
  if (endpoints.length === 0) throw new NotObserved('input-missing', `the bench names no address of ${job.unit}`);
  const services: MalformedInputObservation['services'] = [];
  const messages: MessageRow[] = [];
  for (const [index, endpoint] of endpoints.entries()) {
    const seen = await press(endpoint, { observing, share: index / endpoints.length });
    services.push(seen.service);
    messages.push(...seen.messages);
  }
  return { services, messages };
}

interface Pressed {
  readonly service: MalformedInputObservation['services'][number];
  readonly messages: readonly MessageRow[];
}

// A service that did not answer before is not pressed; one that does not come back is not pressed further.
async function press(
  { id, service, unit, family, address, port, name }: Endpoint,
  { observing, share }: { readonly observing: Observing; readonly share: number },
): Promise<Pressed> {
  const { signal, parameters, progress } = observing;
  const place: Place = { address, port, name, secure: spokenBy(service).secure, signal };
  const { valid, usual } = timed(validRequest(service));
  const corpus = corpusFor(service);
  const { value: answeredBefore, lateness } = await watched(() => answersSoon(() => valid(place), signal));
  signal.throwIfAborted();
  const waiting = { signal, seconds: recoverySeconds(parameters) };
  const messages: MessageRow[] = [];
  for (const [index, each] of answeredBefore ? corpus.messages.entries() : []) {
    const answer = await deliver({ ...place, secure: !each.raw }, each, {
      transport: service.transport,
      usualMilliseconds: usual(),
    });
    const alive = await aliveAgain(() => valid(place), waiting);
    signal.throwIfAborted();
    const ids = { id: `${id}/${String(index + 1)}`, service: id, message: each.name, bytes: each.bytes.length };
    messages.push({ ...ids, answer, ...alive });
    progress(share + index / corpus.messages.length / 4, each.name);
    if (!alive.aliveAfter && alive.recoveredAfterMilliseconds === null) break;
  }
  const last = messages.at(-1);
  const lost = last !== undefined && !last.aliveAfter && last.recoveredAfterMilliseconds === null;
  const after = answeredBefore && !lost ? await aliveAgain(() => valid(place), waiting) : undefined;
  signal.throwIfAborted();
  const answeredAfter = after !== undefined && isBack(after, waiting.seconds);
  const late = answeredBefore ? after?.lateness : lateness;
  const facts = { unit, family, protocol: service.protocol, answeredBefore, answeredAfter };
  const about = {
    corpus: corpus.name,
    messages: corpus.messages.length,
    ...(late && !answeredAfter && { lateness: late }),
  };
  return { service: { id, service: service.id, ...facts, ...about }, messages };
}

// Also tells how long the quickest answer took.
function timed(request: Valid): { readonly valid: Valid; readonly usual: () => number } {
  let quickest = Infinity;
  const valid: Valid = async (place) => {
    const begun = performance.now();
    const alive = await request(place);
    if (alive) quickest = Math.min(quickest, performance.now() - begun);
    return alive;
  };
  return { valid, usual: () => quickest };
}

// A busy bench may be late with its first handshake, and so may a toy: one late answer is no silence.
async function answersSoon(valid: () => Promise<boolean>, signal: AbortSignal): Promise<boolean> {
  for (let tried = 0; tried < 3 && !signal.aborted; tried++) if (await valid()) return true;
  return false;
}

type Alive = Pick<MessageRow, 'aliveAfter' | 'recoveredAfterMilliseconds' | 'lateness'>;

interface Waiting {
  readonly signal: AbortSignal;
  readonly seconds: number;
}

async function aliveAgain(valid: () => Promise<boolean>, waiting: Waiting): Promise<Alive> {
  const { value, lateness } = await watched(() => waitForLife(valid, waiting));
  return value.aliveAfter ? value : { ...value, lateness };
}

async function waitForLife(valid: () => Promise<boolean>, { signal, seconds }: Waiting): Promise<Alive> {
  const begun = performance.now();
  if (await valid()) return { aliveAfter: true, recoveredAfterMilliseconds: null };
  // A little more than the limit, so that what came just too late shows as late and not as never.
  const end = begun + (seconds + 2) * 1000;
  while (performance.now() < end && !signal.aborted) {
    await sleep(250, undefined, { signal }).catch(() => undefined);
    if (await valid()) return { aliveAfter: false, recoveredAfterMilliseconds: Math.round(performance.now() - begun) };
  }
  return { aliveAfter: false, recoveredAfterMilliseconds: null };
}

const isBack = ({ aliveAfter, recoveredAfterMilliseconds: recovered }: Alive, seconds: number): boolean =>
  aliveAfter || (recovered !== null && recovered <= seconds * 1000);

const recoverySeconds = (parameters: Planning['parameters']): number => Number(parameters['recoverySeconds'] ?? 10);
