import { json, noCookie, Refused, text, type Answer, type Asked, type Routes } from '../asked.ts';
import { sessionOf } from '../guard.ts';
import { equalSecrets } from '../../services/passwords.ts';
import { isPassword } from '../hashing.ts';
import type { Child } from '../records.ts';
import { lives, type Room } from '../room.ts';

/** A copy of everything, the end of everything, and time that passes. */
export const leavingRoutes = (room: Room): Routes => ({
  'GET /api/export': { who: ['guardian'], act: (asked) => exportAll(room, asked) },
  'DELETE /api/account': { who: ['guardian'], act: (asked) => deleteAccount(room, asked) },
  'POST /laboratory/clock': { who: 'anyone', act: (asked) => advance(room, asked) },
});

/** Deletes a child and all that belongs to it. */
export function forget(room: Room, child: Child): void {
  if (!room.manners.deletesAtOnce) return;
  room.end((session) => session.child === child.id);
  child.hidden = true;
  if (!room.manners.deletesForGood) return;
  room.children.delete(child.id);
  for (const table of [room.messages, room.drawings])
    for (const [id, record] of table) if (record.child === child.id) table.delete(id);
}

/** Deletes what is kept longer than the policy says. */
export function forgetInTime(room: Room): void {
  if (!room.manners.forgetsInTime) return;
  for (const table of [room.messages, room.drawings])
    for (const [id, { family, at }] of table) if (at + lives.messages <= room.now(family)) table.delete(id);
}

function exportAll(room: Room, asked: Asked): Answer {
  const { family } = sessionOf(asked);
  const of = <R extends { readonly family: string }>(table: ReadonlyMap<string, R>) =>
    [...table.values()].filter((record) => record.family === family);
  const drawings = of(room.drawings).map(({ bytes, ...rest }) => ({ ...rest, picture: bytes.toString('base64') }));
  const content = {
    guardians: room.peopleOf(family).map(({ email, role }) => ({ email, role })),
    children: of(room.children),
    messages: room.manners.exportsMessages ? of(room.messages) : [],
    drawings,
    toys: of(room.toys),
    purchases: of(room.purchases),
  };
  const headers = { 'content-disposition': 'attachment; filename="pips-playroom.json"' };
  return { ...json(200, content, headers), body: JSON.stringify(content, null, 2) };
}

async function deleteAccount(room: Room, asked: Asked): Promise<Answer> {
  const { family, person } = sessionOf(asked);
  if (!(await isPassword(text(asked, 'password'), room.people.get(person)?.password)))
    throw new Refused(403, 'The password is not right.');
  if (!room.manners.deletesAtOnce) return json(202, { requested: true });
  const tables = [room.children, room.messages, room.toys, room.invitations, room.purchases, room.notices];
  for (const table of [...tables, room.drawings])
    for (const [id, record] of table as Map<string, { readonly family: string }>)
      if (record.family === family) (table as Map<string, unknown>).delete(id);
  for (const one of room.peopleOf(family)) {
    room.people.delete(one.id);
    room.send({
      to: one.email,
      subject: 'Your account is deleted',
      text: 'All that we kept of your family is deleted.',
    });
  }
  room.end((session) => session.family === family);
  room.families.delete(family);
  return json(200, { deleted: true }, { 'set-cookie': noCookie });
}

/** Lets a laboratory see today what happens to its own family in a month. */
function advance(room: Room, asked: Asked): Answer {
  if (!equalSecrets(asked.token ?? '', room.settings.laboratoryKey)) throw new Refused(404, 'There is nothing here.');
  const found = room.families.get(room.personOf(text(asked, 'email'))?.family ?? '');
  const hours = Number(asked.fields['hours']);
  if (found === undefined || !(hours > 0 && hours < 100_000)) throw new Refused(422, 'No such family or time.');
  found.ahead += hours * 3_600_000;
  forgetInTime(room);
  return json(200, { hours });
}
