import { setTimeout as sleep } from 'node:timers/promises';
import type { BleMalformedInputObservation, Lateness } from '../../../schemas/types.ts';
import { NotObserved, type Observing, type Planning, type Probe } from '../../gather/probe.ts';
import { freshAddress } from '../shared/bluetooth/le-commands.ts';
import type { LeLink } from '../shared/bluetooth/low-energy.ts';
import { Recording } from '../shared/bluetooth/recording.ts';
import { stranger, unitOnAir } from '../shared/bluetooth/unit-on-air.ts';
import { handsOf } from '../shared/hands.ts';
import { watched } from '../shared/lateness.ts';
import { corpus } from './corpus/corpus.ts';
import { pair } from './pair.ts';
import { Stranger } from './stranger.ts';

type MessageRow = BleMalformedInputObservation['messages'][number];
type UnitRow = BleMalformedInputObservation['units'][number];

/** Sends each unit a fixed corpus of malformed messages and looks after each whether it still serves, and at the end pairs. */
export const probe: Probe<'ble-malformed-input'> = {
  version: '2',

  targets: ({ declaration, parameters }) =>
    declaration.product.units.map(({ id }) => ({
      ...{ id, units: [id], occupies: [`radio:${id}`] },
      // Less than the other instruments of this radio, and so after them: what it stops may stay stopped.
      estimatedSeconds: 4,
      limitSeconds: corpus.messages.length * 12 + 10 * recoverySeconds(parameters) + 600,
    })),

  observe: async (target, observing) => {
    const [id = ''] = target.units;
    const unit = unitOnAir(id, observing);
    const hands = handsOf(observing, 'bluetooth-le');
    await hands.do(id, 'restart');
    const recording = new Recording();
    const host = await stranger(unit, { recording, signal: observing.signal });
    try {
      const bench = new Stranger(host, { unit, signal: observing.signal });
      const phone = { unit: id, hands, address: freshAddress() };
      const pairedBefore = await pair(bench, phone);
      const { messages, late, ...answered } = await press(id, bench, observing);
      if (!answered.answeredBefore && pairedBefore === 'not-connected')
        throw new NotObserved('unreachable', `${id} was not heard, or accepted no connection`);
      const { answeredAfter } = answered;
      const { value: pairedAfter, lateness } = answeredAfter
        ? await watched(() => pair(bench, phone))
        : { value: 'not-connected' as const, lateness: late };
      const lost = answered.answeredBefore && !answeredAfter;
      const row: UnitRow = {
        ...{ id, unit: id, pairedBefore, ...answered, pairedAfter },
        ...(pairedAfter === 'paired' ? {} : { lateness }),
        ...(lost && (await hands.do(id, 'restart')).done ? { answeredAfterRestart: await comesBack(bench) } : {}),
        ...{ corpus: corpus.name, messages: corpus.messages.length },
        recording: observing.attach(recording.bytes()),
      };
      return { units: [row], messages: [...messages] };
    } finally {
      host.close();
    }
  },
};

interface Pressed extends Pick<UnitRow, 'answeredBefore' | 'answeredAfter'> {
  readonly messages: readonly MessageRow[];
  /** How late the bench itself was, where it waited in vain. */
  readonly late: Lateness;
}

// A unit that did not answer before is not pressed; one that does not come back is not pressed further.
async function press(unit: string, bench: Stranger, observing: Observing): Promise<Pressed> {
  const { signal, parameters, progress } = observing;
  const mayWrite = observing.bench.bluetooth?.writes === 'any';
  const messages: MessageRow[] = [];
  const first = await watched(() => bench.comeAndAsk());
  let { value: link, lateness: late } = first;
  const answeredBefore = link !== undefined;
  for (const [index, message] of corpus.messages.entries()) {
    signal.throwIfAborted();
    if (link === undefined) break;
    const { name, layer, clause, frames } = message;
    const bytes = frames.reduce((sum, { length }) => sum + length, 0);
    const ids = { id: `${unit}/${index + 1}`, unit, layer, message: name, clause, bytes };
    progress(index / corpus.messages.length, name);
    if (message.writes && !mayWrite) {
      messages.push({ ...ids, answer: 'not-sent', aliveAfter: true, recoveredAfterMilliseconds: null });
      continue;
    }
    const answer = await bench.deliver(link, message);
    const again = await aliveAgain(bench, { signal, seconds: recoverySeconds(parameters) });
    ({ link } = again);
    late = again.lateness;
    messages.push({ ...ids, answer, ...again.facts, ...(again.facts.aliveAfter ? {} : { lateness: late }) });
  }
  if (link !== undefined) await bench.host.disconnect(link);
  return { answeredBefore, answeredAfter: link !== undefined, messages, late };
}

interface Again {
  readonly link: LeLink | undefined;
  readonly facts: Pick<MessageRow, 'aliveAfter' | 'recoveredAfterMilliseconds'>;
}

interface Waiting {
  readonly signal: AbortSignal;
  readonly seconds: number;
}

async function aliveAgain(bench: Stranger, waiting: Waiting): Promise<Again & { readonly lateness: Lateness }> {
  const { value, lateness } = await watched(() => waitForLife(bench, waiting));
  return { ...value, lateness };
}

async function waitForLife(bench: Stranger, { signal, seconds }: Waiting): Promise<Again> {
  const begun = performance.now();
  let link = await bench.comeAndAsk();
  // A real unit is waited for so long that it may have been away for longer than the limit.
  const inTime = performance.now() - begun <= seconds * 1000;
  if (link !== undefined && inTime) return { link, facts: { aliveAfter: true, recoveredAfterMilliseconds: null } };
  // A little more than the limit, so that what came just too late shows as late and not as never.
  const end = begun + (seconds + 2) * 1000;
  while (link === undefined && performance.now() < end) {
    await sleep(250, undefined, { signal });
    link = await bench.comeAndAsk();
  }
  const recoveredAfterMilliseconds = link === undefined ? null : Math.round(performance.now() - begun);
  return { link, facts: { aliveAfter: false, recoveredAfterMilliseconds } };
}

// After it was switched off and on; a unit may take some seconds to start.
async function comesBack(bench: Stranger): Promise<boolean> {
  for (let round = 0; round < 3; round++) {
    const link = await bench.comeAndAsk();
    if (link === undefined) continue;
    await bench.host.disconnect(link);
    return true;
  }
  return false;
}

const recoverySeconds = (parameters: Planning['parameters']): number => Number(parameters['recoverySeconds'] ?? 10);
