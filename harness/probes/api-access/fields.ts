import { parsed, pick } from '../shared/service/content.ts';
import type { Call } from '../shared/service/fill.ts';
import { ask, imagine, join, type Desk, type Family } from '../shared/service/family.ts';
import type { Cast } from './families.ts';
import type { Observation } from './probe.ts';
import type { Rehearsed } from '../shared/service/rehearsal.ts';

type Field = Observation['fields'][number];

/** Names under which services keep who owns a thing and who may do more. */
const owners = /^(?:family|owner|user|account|tenant|household|group)(?:_?id)?$/i;

/** Calls that create or change, repeated with fields that a client may not set; then what the service kept is looked at. */
export async function tryFields(desk: Desk, cast: Cast, rehearsed: readonly Rehearsed[]): Promise<readonly Field[]> {
  const rows: Field[] = [];
  for (const { call, answer } of rehearsed) {
    if (call.does !== 'create' || call.request.json === undefined) continue;
    for (const [field, value] of Object.entries(ownersOf(answer.text, cast)))
      rows.push(await tryOwner(desk, cast, { call, field, value }));
  }
  return [...rows, ...(await tryRoles(desk))];
}

// The other family's value of each field that names an owner.
function ownersOf(text: string, { other }: Cast): Readonly<Record<string, string>> {
  const answer = parsed(text);
  if (answer === null || typeof answer !== 'object') return {};
  const names = Object.keys(answer).filter((name) => owners.test(name));
  const known = names.map((name) => [name, other.values.get(name) ?? other.values.get('family')] as const);
  return Object.fromEntries(known.filter((pair): pair is [string, string] => pair[1] !== undefined));
}

async function tryOwner(
  desk: Desk,
  { owner, other }: Cast,
  { call, field, value }: { readonly call: Call; readonly field: string; readonly value: string },
): Promise<Field> {
  const fresh = imagine(desk.observing.bench, 'own');
  const values = new Map([...owner.values, ...fresh.values]);
  const as = (family: Family): Family => ({ ...family, values });
  const request = { ...call.request, json: { ...call.request.json, [field]: value } };
  const answer = await ask(desk, as(owner), request);
  const state = desk.calls.find(({ id }) => id === call.state);
  const theirs = state && (await ask(desk, other, state.request));
  const own = state && (await ask(desk, owner, state.request));
  const holds = (text = '') => fresh.marks.some((mark) => text.includes(mark));
  const moved = holds(theirs?.text) && !holds(own?.text);
  const taken = answer !== undefined && pick(answer.text, field) === value;
  const where = { id: `${desk.api.id}/families/${call.id}/${field}`, api: call.api, call: call.id, field };
  return {
    ...where,
    status: answer?.status ?? null,
    control: holds(own?.text) || moved,
    kept: own === undefined ? null : moved || taken,
  };
}

/** An account made with a role that it should not have: what its own calls tell of the role afterwards. */
async function tryRoles(desk: Desk): Promise<readonly Field[]> {
  const rows: Field[] = [];
  for (const [field, value] of Object.entries(desk.api.roles ?? {})) {
    const [way] = desk.api.join;
    if (way === undefined) continue;
    const steps = way.steps.map((step) =>
      step.request?.json === undefined
        ? step
        : { ...step, request: { ...step.request, json: { ...step.request.json, [field]: value } } },
    );
    const changed: Desk = { ...desk, api: { ...desk.api, join: [{ ...way, steps }] } };
    const family = await join(changed);
    const told = family && (await tellRole(desk, family, field));
    rows.push({
      ...{ id: `${desk.api.id}/families/join/${field}`, api: desk.api.id, call: 'join', field, status: null },
      control: told !== undefined,
      kept: told === undefined ? null : told === String(value),
    });
  }
  return rows;
}

// Whatever the account's own calls say under this name.
async function tellRole(desk: Desk, family: Family, field: string): Promise<string | undefined> {
  for (const call of desk.calls.filter(({ does, administrative }) => does === 'read' && administrative !== true)) {
    const answer = await ask(desk, family, call.request);
    const told = answer === undefined ? undefined : pick(answer.text, field);
    if (told !== undefined) return told;
  }
  return undefined;
}
