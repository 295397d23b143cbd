import { NotObserved } from '../../../gather/probe.ts';
import type { Answered } from './client.ts';
import type { Call } from './fill.ts';
import { join, nowhere, ownMarks, plainly, play, type Desk, type Family } from './family.ts';

/** A declared call as the family itself made it. */
export interface Rehearsed {
  readonly call: Call;
  readonly answer: Answered;
  readonly marks: number;
  /** Was done for the family, as its answer says, which differs from the answers for an address that does not exist. */
  readonly distinct: boolean;
}

/** Calls that a family makes to have something; the others take it away or end the session. */
const builds: ReadonlySet<Call['does']> = new Set(['read', 'list', 'search', 'create', 'export', 'link', 'let-play']);

/** A family with an account and all that the declared calls give it. @throws NotObserved where it cannot be made */
export async function settle(desk: Desk, way?: string): Promise<Family> {
  const family = await join(desk, way);
  if (family === undefined)
    throw new NotObserved('input-missing', `no account of ${desk.api.id} could be made as declared`);
  return family;
}

/** Plays the calls that build something, in the declared order. */
export async function rehearse(desk: Desk, family: Family, links = false): Promise<readonly Rehearsed[]> {
  const none = await askNowhere(desk, family);
  const rehearsed: Rehearsed[] = [];
  for (const call of desk.calls) {
    if (!builds.has(call.does) || (call.does === 'link' && !links) || call.administrative === true) continue;
    const answer = await play(desk, family, call);
    if (answer === undefined) continue;
    rehearsed.push({ call, answer, marks: ownMarks(family, answer), distinct: isDone(answer, none) });
  }
  return rehearsed;
}

/** What a service says twice of an address that cannot exist: one that says the same to everything tells nothing. */
export type Nowhere = readonly [Answered | undefined, Answered | undefined];

/** The same address, or one that is as little there, twice. */
export async function askNowhere(desk: Desk, family: Pick<Family, 'credential'>, where = nowhere): Promise<Nowhere> {
  const send = () => desk.client.send(plainly(where), family.credential);
  return [await send(), await send()];
}

/** Whether an answer tells that something was done: it is no refusal, and not what is said of an address that does not exist. */
export const isDone = (answer: Answered, nowhere: Nowhere): boolean => answer.status < 400 && isThere(answer, nowhere);

/** Whether an answer is another than that for an address that does not exist; one never said twice is told by its status. */
export function isThere(answer: Answered, [one, other]: Nowhere): boolean {
  const steady = one === undefined || alike(one, other);
  return steady ? !alike(answer, one) : answer.status !== one.status;
}

/** Whether two answers are the same kind of answer with the same content. */
export const alike = (one: Answered, other: Answered | undefined): boolean =>
  other !== undefined && one.status === other.status && one.own === other.own;
