import type { Answered } from '../shared/service/client.ts';
import { marksIn } from '../shared/service/content.ts';
import { fill, type Call } from '../shared/service/fill.ts';
import { ask, type Desk, type Family } from '../shared/service/family.ts';
import type { Observation } from './probe.ts';
import { tookAs } from './controls.ts';
import type { Rehearsed } from '../shared/service/rehearsal.ts';

export type Attempt = Observation['attempts'][number];

/** Who tries. */
export interface Stranger {
  readonly credentials: Attempt['credentials'];
  readonly credential: string | undefined;
  readonly way?: string;
  /** What the stranger would write; the owner's own values where absent. */
  readonly values?: ReadonlyMap<string, string>;
}

/** One call of one owner. */
export interface Trying {
  readonly desk: Desk;
  readonly owner: Family;
  readonly control: Rehearsed;
  /** Begins the ids of the rows. */
  readonly prefix: string;
}

/** A reading call, repeated by a stranger on the owner's object. */
export async function tryReading({ desk, owner, control, prefix }: Trying, stranger: Stranger): Promise<Attempt> {
  const { call, answer: own } = control;
  const values = stranger.values === undefined ? owner.values : withOwner(owner, stranger.values, call);
  const filled = fill(call.request, values, owner.picture);
  const answer = filled && (await desk.client.send(filled, stranger.credential));
  const works = control.marks > 0 && control.distinct;
  return { ...row(call, prefix, stranger), ...seen(owner, own, answer), changed: null, control: works };
}

/** A call that changes something, repeated by a stranger; the owner looks before and after. */
export async function tryChanging(trying: Trying, stranger: Stranger, state: Call | undefined): Promise<Attempt> {
  const { desk, owner, control, prefix } = trying;
  const { call, answer: own } = control;
  const look = () => looked(desk, owner, state);
  const before = [await look(), await look()];
  const filled = fill(call.request, withOwner(owner, stranger.values ?? owner.values, call), owner.picture);
  const answer = filled && (await desk.client.send(filled, stranger.credential));
  const changed = changedSince(before, await look());
  return { ...row(call, prefix, stranger), ...seen(owner, own, answer), changed, control: control.distinct };
}

// The address names the owner's object; the body holds what the stranger writes.
function withOwner(owner: Family, values: ReadonlyMap<string, string>, { request }: Call): ReadonlyMap<string, string> {
  const inPath = [...request.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
  const own = inPath.map((name) => [name, owner.values.get(name) ?? ''] as const);
  return new Map([...owner.values, ...values, ...own]);
}

function row(call: Call, prefix: string, { credentials, way }: Stranger) {
  const { id, api, does, administrative = false, transcript = false } = call;
  const name = way === undefined ? credentials : `${credentials}-${way}`;
  const where = { id: `${prefix}/${id}/${name}`, api, call: id, does, credentials };
  return { ...where, way: way ?? 'own', administrative, transcript, named: namesObject(call) };
}

function seen(owner: Family, own: Answered, answer: Answered | undefined) {
  if (answer === undefined) return { status: null, marks: null, same: null, took: null };
  return {
    status: answer.status,
    marks: marksIn(answer.text, owner.marks, answer.sent),
    same: answer.text === own.text && own.text !== '',
    took: tookAs(own, answer),
  };
}

/** Whether the address of a call names an object. */
export const namesObject = ({ request }: Call): boolean => /\{\w+\}/.test(request.path);

/** What the owner sees of an object; undefined where nothing shows it. */
export async function looked(desk: Desk, owner: Family, state: Call | undefined): Promise<string | undefined> {
  const seen = state && (await ask(desk, owner, state.request));
  return seen && `${seen.status} ${lasting(seen.text)}`;
}

/** Whether an object is another than before; null where that cannot be told, as where it was never twice the same. */
export function changedSince(before: readonly (string | undefined)[], after: string | undefined): boolean | null {
  const [one, other] = before;
  return one === undefined || after === undefined || one !== other ? null : one !== after;
}

/** What an object is, without addresses that are signed anew and times that pass. */
const lasting = (text: string): string => text.replace(/\?[\w=&%.~-]{10,}/g, '?').replace(/"usedAt":\d+/g, '');
