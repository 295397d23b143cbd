import { NotObserved } from '../../../gather/probe.ts';
import type { Answered } from './client.ts';
import type { Call } from './fill.ts';
import { ask, join, ownMarks, play, type Desk, type Family } from './family.ts';

/** A declared call as the family itself made it. */
export interface Rehearsed {
  readonly call: Call;
  readonly answer: Answered;
  readonly marks: number;
  /** Differs from the answer for an address that does not exist. */
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
  const nowhere = await askNowhere(desk, family);
  const rehearsed: Rehearsed[] = [];
  for (const call of desk.calls) {
    if (!builds.has(call.does) || (call.does === 'link' && !links) || call.administrative === true) continue;
    const answer = await play(desk, family, call);
    if (answer === undefined) continue;
    rehearsed.push({ call, answer, marks: ownMarks(family, answer), distinct: !alike(answer, nowhere) });
  }
  return rehearsed;
}

const path = '/toymark-bench/this-is-not-there';

/** What the service says of an address that cannot exist: a service that says the same to everything tells nothing. */
export const askNowhere = (desk: Desk, family: Family): Promise<Answered | undefined> =>
  ask(desk, family, { method: 'GET', path });

/** Whether two answers are the same kind of answer with the same content. */
export const alike = (one: Answered, other: Answered | undefined): boolean =>
  other !== undefined && one.status === other.status && one.text === other.text;
