import { fill, type Call } from '../shared/service/fill.ts';
import { imagine, type Desk, type Family } from '../shared/service/family.ts';
import { marksIn } from '../shared/service/content.ts';
import { changedSince, looked, namesObject, type Attempt } from './attempt.ts';

/**
 * A call that can be made once, or that changes what is there: first the stranger tries it, then the owner does it as the
 * control. The owner looks before, between and after.
 */
export async function tryOnce(
  { desk, owner, prefix }: { readonly desk: Desk; readonly owner: Family; readonly prefix: string },
  call: Call,
  stranger: Family,
): Promise<Attempt> {
  const state = desk.calls.find(({ id }) => id === call.state);
  const look = () => looked(desk, owner, state);
  const before = [await look(), await look()];
  const theirs = fill(call.request, strangersValues(desk, owner, call), owner.picture);
  const answer = theirs && (await desk.client.send(theirs, stranger.credential));
  const between = await look();
  const own = fill(call.request, strangersValues(desk, owner, call), owner.picture);
  const done = own && (await desk.client.send(own, owner.credential));
  const after = await look();
  const steady = before[0] === before[1];
  const { id, api, does } = call;
  return {
    ...{ id: `${prefix}/${id}/other-family`, api, call: id, does, credentials: 'other-family', way: 'own' },
    ...{
      administrative: false,
      transcript: false,
      named: namesObject(call),
      status: answer?.status ?? null,
      same: null,
      took: null,
    },
    marks: answer === undefined ? null : marksIn(answer.text, owner.marks, answer.sent),
    changed: answer === undefined ? null : changedSince(before, between),
    control: done !== undefined && done.status < 400 && steady && between !== undefined && after !== between,
  };
}

// The address names the owner's object, and a password that is asked for is the owner's; what is written is new.
function strangersValues({ observing }: Desk, owner: Family, { request }: Call): ReadonlyMap<string, string> {
  const inPath = [...request.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
  const kept = [...inPath, 'password', 'email', 'serial', 'code'].map(
    (name) => [name, owner.values.get(name) ?? ''] as const,
  );
  return new Map([...owner.values, ...imagine(observing.bench, 'own').values, ...kept]);
}
