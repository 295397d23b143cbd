import { setTimeout as sleep } from 'node:timers/promises';
import type { LoginAttemptsObservation } from '../../../schemas/types.ts';
import type { Pair } from '../shared/http-session.ts';
import { watched } from '../shared/lateness.ts';
import type { Subject } from './subject.ts';
import { knownDefaults } from './defaults.ts';
import type { Step } from './transcript.ts';

type Guessing = LoginAttemptsObservation['guessing'][number];
type How = Guessing['how'];

/** Tries the known defaults. Where it is locked it waits for the end of the lock, and sends the same again; stops where that does not end. */
export async function tryDefaults(subject: Subject): Promise<void> {
  const { credential, transcript, owner } = subject;
  const usernames =
    credential.login?.usernameField !== undefined || !credential.login?.kind.match(/^http-(?:form|json)$/);
  const username = owner.pair?.username ?? credential.username ?? '';
  const beforeLock = Math.max(1, (credential.bruteForce?.attempts ?? 4) - 1);
  for (const [index, candidate] of knownDefaults({ username, usernames }).entries()) {
    // The owner's own login in between begins the count anew on most services, and spares the waiting.
    if (index > 0 && index % beforeLock === 0 && owner.pair !== undefined)
      await transcript.attempt('owner', owner.pair);
    let step = await transcript.attempt('default', candidate, candidate.name);
    const end = performance.now() + waitSeconds(subject) * 1000;
    for (let wait = 500; step.outcome === 'locked' && performance.now() < end; wait = Math.min(5000, wait * 2)) {
      await pause(subject, Math.min(wait, end - performance.now()));
      step = await transcript.attempt('default', candidate, candidate.name);
    }
    if (step.outcome === 'locked' || step.outcome === 'challenged') return;
    subject.observing.progress(0.2 + index / 200, 'known defaults');
  }
}

/** Sends wrong guesses one after the other, then tries the owner's credential until it is accepted or the waiting time is over. */
export async function guess(subject: Subject): Promise<Guessing> {
  const { id, observing } = subject;
  const limit = numberOf(observing.parameters['attempts'], 10) + 2;
  const { value: steps, lateness } = await watched(() => sendGuesses(subject, limit));
  const seen = { tried: steps.length, ...slowed(steps), lateness };
  return { id, login: id, ...seen, ...(await ownerAgain(subject)) };
}

async function sendGuesses(subject: Subject, most: number): Promise<readonly Step[]> {
  const steps: Step[] = [];
  for (let number = 1; number <= most; number++) {
    steps.push(await subject.transcript.attempt('guess', wrong(subject, number)));
    const { outcome } = steps.at(-1) ?? {};
    if (outcome === 'locked' || outcome === 'challenged' || slowed(steps).how === 'locked') break;
  }
  return steps;
}

type OwnerAgain = Pick<Guessing, 'ownerAcceptedAfterSeconds' | 'waitedSeconds' | 'ownerLateness'>;

async function ownerAgain(subject: Subject): Promise<OwnerAgain> {
  const { owner, transcript } = subject;
  const { pair } = owner;
  if (pair === undefined) return { ownerAcceptedAfterSeconds: null, waitedSeconds: 0 };
  const begun = performance.now();
  const seconds = (): number => Math.round((performance.now() - begun) / 100) / 10;
  const longest = waitSeconds(subject);
  for (let wait = 0; ;) {
    const { value, lateness: ownerLateness } = await watched(async () => {
      await pause(subject, wait);
      return { at: seconds(), outcome: (await transcript.attempt('after-lock', pair)).outcome };
    });
    const { at, outcome } = value;
    if (outcome === 'accepted') return { ownerAcceptedAfterSeconds: at, waitedSeconds: seconds(), ownerLateness };
    if (at >= longest) {
      const ended = { ownerAcceptedAfterSeconds: null, waitedSeconds: seconds() };
      return outcome === 'no-answer' ? { ...ended, ownerLateness } : ended;
    }
    // Seldom enough not to prolong the lock, often enough to see its end; and just after it was declared to end.
    const declared = ((subject.credential.bruteForce?.seconds ?? 0) + 0.25 - seconds()) * 1000;
    const usual = Math.min(5000, Math.max(1000, longest * 50), Math.max(0, (longest - at) * 1000));
    wait = declared > 0 ? Math.min(usual, declared) : usual;
  }
}

// What came before an answer at full speed slowed nobody down: a single answer may be late for many reasons. Twice nothing
// after refusals: the service keeps this bench out.
function slowed(steps: readonly Step[]): { readonly slowedAfter: number | null; readonly how: How } {
  const free = steps.findLastIndex(isAtFullSpeed) + 1;
  const since = steps.slice(free);
  const at = since.findIndex(({ outcome }) => slowing.has(outcome));
  const found = since[at]?.outcome;
  if (found === 'locked' || found === 'delayed' || found === 'challenged')
    return { slowedAfter: free + at, how: found };
  const isKeptOut = free > 0 && since.length > 1 && since.every(({ outcome }) => outcome === 'no-answer');
  return isKeptOut ? { slowedAfter: free, how: 'locked' } : { slowedAfter: null, how: 'not-slowed' };
}

const slowing: ReadonlySet<Step['outcome']> = new Set(['locked', 'delayed', 'challenged'] as const);

// Where the bench was late itself, nobody knows.
const isAtFullSpeed = ({ outcome, lateness }: Step): boolean =>
  outcome === 'accepted' || (outcome === 'refused' && lateness === undefined);

// Of the same sort as the right one, or a service may refuse it without weighing it.
function wrong({ owner, credential }: Subject, number: number): Pair {
  const username = owner.pair?.username ?? credential.username ?? 'admin';
  if (credential.kind !== 'pin') return { username, value: `Wrong-Guess-${String(number)}!` };
  const digits = owner.pair?.value.length ?? 4;
  const values = [number, number + 500].map((each) => String((each * 7919) % 10 ** digits).padStart(digits, '0'));
  return { username, value: values.find((value) => value !== owner.pair?.value) ?? '' };
}

/** How long the end of a lock is waited for. */
export function waitSeconds({ observing: { parameters }, credential }: Subject): number {
  const longest = numberOf(parameters['waitSeconds'], 90);
  const declared = Math.min((credential.bruteForce?.seconds ?? longest) + 5, longest);
  return Math.max(declared, numberOf(parameters['lockSeconds'], 0));
}

const numberOf = (value: unknown, otherwise: number): number => (typeof value === 'number' ? value : otherwise);

async function pause({ observing: { signal } }: Subject, milliseconds: number): Promise<void> {
  await sleep(Math.max(0, milliseconds), undefined, { signal }).catch(() => undefined);
  signal.throwIfAborted();
}
