import { json, Refused, text, type Answer, type Asked, type Routes } from '../asked.ts';
import { miss, own, sessionOf } from '../guard.ts';
import { newId, type Room } from '../room.ts';
import { addressOf } from './accounts.ts';

const guardian = ['guardian'] as const;
const grownUps = ['guardian', 'relative'] as const;
const everybody = ['guardian', 'relative', 'child'] as const;

/** Who else belongs to the family. */
export const peopleRoutes = (room: Room): Routes => {
  const inviting = room.manners.onlyGuardiansInvite ? guardian : everybody;
  return {
    'GET /api/people': { who: grownUps, act: (asked) => json(200, { people: listPeople(room, asked) }) },
    'POST /api/people': { who: inviting, act: (asked) => invite(room, asked) },
    'DELETE /api/people/{person}': { who: guardian, act: (asked) => remove(room, asked) },
    'POST /api/invitations/accept': { who: grownUps, act: (asked) => accept(room, asked) },
    'GET /api/notices': { who: grownUps, act: (asked) => json(200, { notices: own(asked, room.notices) }) },
  };
};

const listPeople = (room: Room, asked: Asked) =>
  own(asked, room.people)
    .filter(({ confirmed }) => confirmed)
    .map(({ id, email, role, family }) => ({ id, email, role, family }));

/** The code goes to the invited alone; who invites does not see it. */
function invite(room: Room, asked: Asked): Answer {
  const { family, person } = sessionOf(asked);
  const wanted = asked.fields['family'];
  const other = !room.manners.asksInvited && typeof wanted === 'string' ? wanted : family;
  const [email, code] = [addressOf(asked), room.newInvitation()];
  room.invitations.set(code, { code, family: other, email, by: person });
  const said = `You are invited to a family in Pip's Playroom. Your code is ${code}.`;
  room.send({ to: email, subject: 'An invitation', text: said, code });
  return json(201, { id: newId(), invited: email });
}

function accept(room: Room, asked: Asked): Answer {
  const invitation = room.invitations.get(text(asked, 'code').toUpperCase());
  const who = room.people.get(sessionOf(asked).person);
  const meant = who !== undefined && (invitation?.email === who.email || !room.manners.asksInvited);
  if (invitation === undefined || !meant) throw new Refused(403, 'This invitation is for somebody else.');
  room.invitations.delete(invitation.code);
  join(room, who.id, invitation.family);
  if (room.manners.tellsOfLinks) room.tell(invitation.family, `${who.email} belongs to your family now.`);
  return json(200, { family: invitation.family, role: who.role });
}

function join(room: Room, id: string, family: string): void {
  const who = room.people.get(id);
  if (who === undefined) return;
  who.family = family;
  who.role = 'relative';
  for (const [at, session] of room.sessions)
    if (session.person === id) room.sessions.set(at, { ...session, family, role: 'relative' });
}

function remove(room: Room, asked: Asked): Answer {
  const who = room.people.get(asked.named['person'] ?? '');
  if (who?.family !== sessionOf(asked).family) return miss(room, asked);
  if (who.id === sessionOf(asked).person) throw new Refused(422, 'You cannot remove yourself.');
  const former = who.family;
  who.family = room.newFamily().id;
  who.role = 'guardian';
  // Whoever was removed has to sign in anew, and then belongs to nobody's family.
  if (room.manners.endsOnRemoval) room.end((session) => session.person === who.id);
  return json(200, { removed: true, from: former });
}
