import { setMaxListeners } from 'node:events';
import type { Task } from '../../schemas/types.ts';
import { NotObserved, type Observing, type Probe } from './probe.ts';

interface Limits {
  /** Aborts when the operator interrupts. */
  readonly interrupt: AbortSignal;
  /** How long an instrument may take to end after its signal; then it is left to itself. */
  readonly graceSeconds: number;
}

/** What an instrument is given; the signal is added here. */
export type Setting = Omit<Observing, 'signal'>;

/**
 * Lets an instrument observe one target within its time limit. Whatever an instrument returns after its signal does not
 * count. (Code that never gives way to the event loop cannot be stopped; no instrument computes that long.)
 * @throws NotObserved, or whatever else the instrument throws
 */
export async function attempt(
  { probe, task }: { readonly probe: Probe; readonly task: Task },
  setting: Setting,
  { interrupt, graceSeconds }: Limits,
): Promise<unknown> {
  const controller = new AbortController();
  const { signal } = controller;
  // An instrument may have many connections, each of which ends with it.
  setMaxListeners(0, signal);
  const stop = (reason: 'timed-out' | 'interrupted', detail: string) => () => {
    controller.abort(new NotObserved(reason, detail));
  };
  const interrupted = stop('interrupted', 'the operator interrupted');
  const limit = setTimeout(stop('timed-out', `no result after ${task.limitSeconds} s`), task.limitSeconds * 1000);
  interrupt.addEventListener('abort', interrupted);
  if (interrupt.aborted) interrupted();
  const patience = lostPatience(signal, graceSeconds);
  try {
    const observation = await Promise.race([observe(probe, task, { ...setting, signal }), patience.promise]);
    signal.throwIfAborted();
    return observation;
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  } finally {
    clearTimeout(limit);
    interrupt.removeEventListener('abort', interrupted);
    patience.cancel();
  }
}

// Asynchronous, so that an instrument that throws at once is treated like one that throws later.
async function observe(probe: Probe, task: Task, observing: Observing): Promise<unknown> {
  const { target, units, occupies, estimatedSeconds, limitSeconds, testCases } = task;
  const aim = { id: target, units, occupies, estimatedSeconds, limitSeconds, testCases };
  return await probe.observe(aim, observing);
}

function lostPatience(signal: AbortSignal, graceSeconds: number) {
  let timer: NodeJS.Timeout | undefined;
  let start: () => void = () => undefined;
  const promise = new Promise<never>((_, reject) => {
    start = () => {
      timer = setTimeout(() => {
        reject(new Abandoned());
      }, graceSeconds * 1000);
    };
    signal.addEventListener('abort', start);
    if (signal.aborted) start();
  });
  const cancel = () => {
    clearTimeout(timer);
    signal.removeEventListener('abort', start);
  };
  return { promise, cancel };
}

class Abandoned extends Error {}
