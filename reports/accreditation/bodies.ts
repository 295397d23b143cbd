import { UserError, type Problem } from '../../schemas/problem.ts';
import type { TrustedBody } from '../../schemas/types.ts';
import type { Draft } from './publish.ts';

/** @throws UserError DUPLICATE_ID, DUPLICATE_KEY */
export function addBody(list: Draft, body: TrustedBody): Draft {
  if (list.bodies.some(({ id }) => id === body.id))
    wrong({
      code: 'DUPLICATE_ID',
      where: body.id,
      problem: 'is on the list already',
      hint: 'toymark scheme add-key gives it another key.',
    });
  return body.keys.reduce((changed, key) => addKey(changed, body.id, key), {
    ...list,
    bodies: [...list.bodies, { ...body, keys: [] }],
  });
}

/** @throws UserError DUPLICATE_KEY, UNKNOWN_NAME */
export function addKey(list: Draft, id: string, key: TrustedBody['keys'][number]): Draft {
  const holder = list.bodies.find(({ keys }) => keys.some(({ keyid }) => keyid === key.keyid));
  if (holder !== undefined)
    wrong({ code: 'DUPLICATE_KEY', where: id, problem: `the key ${key.keyid.slice(0, 16)} belongs to ${holder.id}` });
  return change(list, id, (body) => ({ ...body, keys: [...body.keys, key] }));
}

/** Ends the window of a key: what it signs afterwards does not count, what it signed before does. */
export function endKey(list: Draft, keyid: string, at: string): Draft {
  const holder = list.bodies.find(({ keys }) => keys.some((key) => key.keyid === keyid));
  if (holder === undefined) wrong({ code: 'UNKNOWN_NAME', where: keyid, problem: 'no body of the list has this key' });
  return change(list, holder.id, (body) => ({
    ...body,
    keys: body.keys.map((key) => {
      if (key.keyid !== keyid) return key;
      if (at < key.notBefore)
        wrong({ code: 'CONTRADICTION', where: keyid, problem: `its window begins at ${key.notBefore}` });
      return { ...key, notAfter: at < key.notAfter ? at : key.notAfter };
    }),
  }));
}

/** @throws UserError CONTRADICTION where it is suspended in that time already, UNKNOWN_NAME */
export function suspend(list: Draft, id: string, suspension: Suspension): Draft {
  const { from, to = '9999' } = suspension;
  if (to <= from) wrong({ code: 'CONTRADICTION', where: id, problem: 'the suspension ends before it begins' });
  return change(list, id, (body) => {
    const clash = (body.suspensions ?? []).find((other) => other.from < to && (other.to ?? '9999') > from);
    if (clash !== undefined)
      wrong({ code: 'CONTRADICTION', where: id, problem: `is suspended from ${clash.from} already` });
    return { ...body, suspensions: [...(body.suspensions ?? []), suspension] };
  });
}

/** Ends the open suspension; what was signed during it stays without effect. */
export function reinstate(list: Draft, id: string, at: string): Draft {
  return change(list, id, (body) => {
    const open = (body.suspensions ?? []).find(({ to }) => to === undefined);
    if (open === undefined) wrong({ code: 'CONTRADICTION', where: id, problem: 'is not suspended' });
    if (at <= open.from) wrong({ code: 'CONTRADICTION', where: id, problem: `its suspension begins at ${open.from}` });
    return { ...body, suspensions: (body.suspensions ?? []).map((one) => (one === open ? { ...one, to: at } : one)) };
  });
}

type Suspension = NonNullable<TrustedBody['suspensions']>[number];

function change(list: Draft, id: string, edit: (body: TrustedBody) => TrustedBody): Draft {
  const known = list.bodies.map((body) => body.id);
  if (!known.includes(id))
    wrong({
      code: 'UNKNOWN_NAME',
      where: id,
      problem: 'is not on the list',
      hint: `Known: ${known.join(', ') || 'nobody'}.`,
    });
  return { ...list, bodies: list.bodies.map((body) => (body.id === id ? edit(body) : body)) };
}

function wrong(problem: Problem): never {
  throw new UserError(problem);
}
