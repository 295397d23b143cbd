import type { RegistryEvent } from '../../schemas/types.ts';
import { refuse } from '../verify/refusal.ts';
import { after, readEvent, type CertificateState } from './event.ts';
import { readEntry, type ReadResource } from './log.ts';
import type { Whereabouts } from './whereabouts.ts';

/** What happened to a certificate so far. */
export interface History {
  readonly state: CertificateState;
  /** The digest of the payload that was issued. */
  readonly digest: string;
  readonly events: readonly Logged[];
}

/** An event and where it stands. */
export interface Logged {
  readonly index: number;
  readonly event: RegistryEvent;
}

/** A log of which a beginning counts. */
export interface LogSoFar {
  readonly read: ReadResource;
  readonly size: number;
}

/**
 * The history of a certificate; undefined where it was never issued.
 * @throws Refusal EVENT where the log itself holds events that cannot follow each other
 */
export function historyOf(certificate: string, log: LogSoFar, whereabouts: Whereabouts): History | undefined {
  const events = whereabouts
    .candidates(certificate)
    .filter((index) => index < log.size)
    .sort((a, b) => a - b)
    .flatMap((index) => {
      const event = readEvent(readEntry(log.read, index, log.size));
      return event.certificate === certificate ? [{ index, event }] : [];
    });
  return events.reduce<History | undefined>(told, undefined);
}

/**
 * The history with one more event.
 * @throws Refusal EVENT where it cannot follow
 */
export function told(history: History | undefined, logged: Logged): History {
  const { event } = logged;
  const state = after(history?.state, event.event);
  if (state === undefined)
    refuse('EVENT', `${event.certificate} cannot be ${event.event}: it ${isNow(history?.state)}`);
  if (history !== undefined && history.digest !== event.digest)
    refuse('EVENT', `${event.certificate} was issued with another digest`);
  return { state, digest: event.digest, events: [...(history?.events ?? []), logged] };
}

const isNow = (state: CertificateState | undefined): string =>
  state === undefined ? 'was never issued' : `is ${state === 'in-force' ? 'in force' : state}`;
