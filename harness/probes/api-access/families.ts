import { ask, callThat, join, type Desk, type Family } from '../shared/service/family.ts';
import { passTime } from '../shared/service/clock.ts';
import type { Call } from '../shared/service/fill.ts';
import { namesObject, tryChanging, tryReading, type Attempt, type Stranger, type Trying } from './attempt.ts';
import { tryAdministrative } from './administrative.ts';
import { childOf, inviteRelative, type Relative } from './cast.ts';
import { handUnit } from '../shared/service/unit.ts';
import { tryFields } from './fields.ts';
import { tryOnce } from './once.ts';
import type { Part } from './probe.ts';
import { controlRow } from './controls.ts';
import { rehearse, settle, type Rehearsed } from '../shared/service/rehearsal.ts';

const reads: ReadonlySet<Call['does']> = new Set(['read', 'list', 'search', 'export']);
const once: ReadonlySet<Call['does']> = new Set(['change', 'command', 'delete', 'release']);

/** Everybody who takes part: an owner, another family, fresh accounts, a child and a relative of the owner. */
export interface Cast {
  readonly owner: Family;
  readonly other: Family;
  readonly fresh: readonly Family[];
  readonly child: string | undefined;
  readonly relative: Relative | undefined;
}

/** What strangers, fresh accounts and members of the family get who should not. */
export async function observeFamilies(desk: Desk): Promise<Part> {
  const owner = await settle(desk);
  handUnit(desk, owner, 0);
  const rehearsed = await rehearse(desk, owner, true);
  const cast = await gather(desk, owner);
  const prefix = `${desk.api.id}/families`;
  const attempts: Attempt[] = [];
  // What a stranger changes would no longer be read as it was.
  const reading = ({ call }: Rehearsed) => (reads.has(call.does) ? 0 : 1);
  for (const control of rehearsed.toSorted((one, two) => reading(one) - reading(two)))
    if (control.call.public === undefined) attempts.push(...(await tryAll({ desk, owner, control, prefix }, cast)));
  attempts.push(...(await tryAdministrative(desk, cast, prefix)));
  attempts.push(...(await tryGrants(desk, cast, { prefix, rehearsed })));
  const fields = await tryFields(desk, cast, rehearsed);
  const changing = desk.calls.filter(({ does, administrative }) => once.has(does) && administrative !== true);
  const endings = (call: Call) => ['delete', 'release'].indexOf(call.does);
  for (const call of changing.toSorted((one, two) => endings(one) - endings(two)))
    attempts.push(await tryOnce({ desk, owner, prefix }, call, cast.other));
  return { controls: rehearsed.map((one) => controlRow(one, prefix)), attempts, fields: [...fields] };
}

async function gather(desk: Desk, owner: Family): Promise<Cast> {
  const other = await settle(desk);
  await rehearse(desk, other);
  const fresh: Family[] = [];
  for (const { id } of desk.api.join) {
    const family = await join(desk, id);
    if (family !== undefined) fresh.push(family);
  }
  const child = await childOf(desk, owner);
  return { owner, other, fresh, child, relative: await inviteRelative(desk, owner) };
}

async function tryAll(trying: Trying, { other, fresh }: Cast): Promise<readonly Attempt[]> {
  const { call } = trying.control;
  const stranger: Stranger = { credentials: 'other-family', credential: other.credential, values: other.values };
  if (!reads.has(call.does)) {
    // What names no object of somebody makes one of the stranger's own.
    const state = trying.desk.calls.find(({ id }) => id === call.state);
    return namesObject(call) && call.does !== 'link' ? [await tryChanging(trying, stranger, state)] : [];
  }
  const attempts = [await tryReading(trying, { ...stranger, values: owned(trying.owner) })];
  for (const { credential, way } of fresh)
    attempts.push(await tryReading(trying, { credentials: 'fresh-account', credential, way }));
  return attempts;
}

const owned = ({ values }: Family): ReadonlyMap<string, string> => values;

/** Attempts to let somebody in or out by those who may not, and what is left to somebody who was let out. */
async function tryGrants(
  desk: Desk,
  { owner, other, child, relative }: Cast,
  { prefix, rehearsed }: { readonly prefix: string; readonly rehearsed: readonly Rehearsed[] },
): Promise<readonly Attempt[]> {
  const [invite, remove] = [callThat(desk, 'invite'), callThat(desk, 'remove')];
  if (relative === undefined || invite === undefined || remove === undefined) return [];
  const strangers: Stranger[] = [
    { credentials: 'child', credential: child },
    { credentials: 'relative', credential: relative.credential },
  ];
  const able = strangers.filter(({ credential }) => credential !== undefined);
  const control = { call: invite, answer: relative.invited, marks: 0, distinct: relative.listed };
  const attempts: Attempt[] = [];
  const people = desk.calls.find(({ id }) => id === remove.state);
  for (const stranger of able) attempts.push(await tryChanging({ desk, owner, control, prefix }, stranger, undefined));
  const removing = { desk, owner, prefix, control: { ...control, call: remove } };
  for (const stranger of [...able, { credentials: 'other-family', credential: other.credential } as const])
    attempts.push(await tryChanging(removing, stranger, people));
  return [...attempts, ...(await tryRemoved(desk, { owner, relative, remove }, { prefix, rehearsed }))];
}

async function tryRemoved(
  desk: Desk,
  { owner, relative, remove }: { readonly owner: Family; readonly relative: Relative; readonly remove: Call },
  { prefix, rehearsed }: { readonly prefix: string; readonly rehearsed: readonly Rehearsed[] },
): Promise<readonly Attempt[]> {
  const { credential } = relative;
  const reading = rehearsed.filter(({ call }) => call.public === undefined && ['read', 'list'].includes(call.does));
  const trying = (control: Rehearsed) => ({ desk, owner, control, prefix });
  const able: Rehearsed[] = [];
  for (const control of reading) {
    const theirs = await tryReading(trying(control), { credentials: 'relative', credential });
    const anybodys = await tryReading(trying(control), { credentials: 'none', credential: undefined });
    // What is open to everybody tells nothing of somebody who was removed.
    if ((theirs.marks ?? 0) > 0 && (anybodys.marks ?? 0) === 0) able.push(control);
  }
  const removed = await ask(desk, owner, remove.request);
  if (removed === undefined || removed.status >= 400) return [];
  await passTime(desk, owner, Number(desk.observing.parameters['minutes'] ?? 5) / 60);
  const attempts: Attempt[] = [];
  for (const control of able)
    attempts.push(await tryReading(trying(control), { credentials: 'removed-relative', credential }));
  return attempts;
}
