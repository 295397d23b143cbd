import { json, Refused, text, type Answer, type Asked, type Routes } from '../asked.ts';
import { find, own, sessionOf } from '../guard.ts';
import type { Child, Family } from '../records.ts';
import { newId, type Room } from '../room.ts';
import { opened, redeem, sendCode } from './accounts.ts';
import { forget } from './leaving.ts';

const guardian = ['guardian'] as const;
const grownUps = ['guardian', 'relative'] as const;
const everybody = ['guardian', 'relative', 'child'] as const;

/** The family, the consent of its guardian, and its children. */
export const familyRoutes = (room: Room): Routes => ({
  'GET /api/family': { who: grownUps, act: (asked) => json(200, familyOf(room, asked)) },
  'PATCH /api/family': { who: guardian, act: (asked) => share(room, asked) },
  'POST /api/consent': { who: guardian, act: (asked) => askConsent(room, asked) },
  'POST /api/consent/confirm': { who: 'anyone', act: (asked) => confirmConsent(room, asked) },
  'DELETE /api/consent': { who: guardian, act: (asked) => withdraw(room, asked) },
  'GET /api/children': { who: grownUps, act: (asked) => json(200, { children: childrenOf(room, asked) }) },
  'POST /api/children': { who: guardian, act: (asked) => addChild(room, asked) },
  'GET /api/children/{child}': { who: everybody, act: (asked) => json(200, childOf(room, asked)) },
  'PATCH /api/children/{child}': { who: guardian, act: (asked) => changeChild(room, asked) },
  'DELETE /api/children/{child}': { who: guardian, act: (asked) => removeChild(room, asked) },
  'POST /api/children/{child}/session': { who: guardian, act: (asked) => letPlay(room, asked) },
});

const family = (room: Room, asked: Asked): Family => {
  const found = room.families.get(sessionOf(asked).family);
  if (found === undefined) throw new Refused(401, 'Sign in first.');
  return found;
};

/** A child that the address names. @throws Refused where it is not the family's, or not the one who plays */
export function childOf(room: Room, asked: Asked, change = false): Child {
  const child = find(room, asked, { among: room.children, id: asked.named['child'], change });
  const playing = asked.session?.role === 'child' && room.manners.checksOwnerOnRead;
  if (playing && asked.session.child !== child.id) throw new Refused(403, 'Ask a grown-up.');
  return child;
}

const childrenOf = (room: Room, asked: Asked) =>
  (room.manners.listsOwnOnly ? own(asked, room.children) : [...room.children.values()]).filter(
    ({ hidden }) => hidden !== true,
  );

function familyOf(room: Room, asked: Asked) {
  const { id, consentedAt, sharing } = family(room, asked);
  const people = room.peopleOf(id).map(({ id: person, email, role }) => ({ id: person, email, role }));
  return { id, consent: consentedAt !== undefined, sharing, people };
}

function share(room: Room, asked: Asked): Answer {
  const { sharing } = asked.fields;
  if (typeof sharing === 'boolean') family(room, asked).sharing = sharing;
  return json(200, familyOf(room, asked));
}

function askConsent(room: Room, asked: Asked): Answer {
  const person = room.people.get(sessionOf(asked).person);
  if (person === undefined) throw new Refused(401, 'Sign in first.');
  const chosen = asked.fields['share'] === true || asked.fields['share'] === 'yes';
  const share = chosen || !room.manners.pages.asksForSharing;
  sendCode(room, person, { kind: 'consent', person: person.id, share, subject: 'Your consent', path: '/consent' });
  return json(202, { sent: true });
}

function confirmConsent(room: Room, asked: Asked): Answer {
  const { who, share = false } = redeem(room, asked, 'consent');
  const found = room.families.get(who.family);
  if (found === undefined) throw new Refused(403, 'This code is not right, or was used.');
  found.consentedAt = room.now(found.id);
  found.sharing = share;
  room.note(found.id, `${who.email} gave the consent.`);
  return json(200, { consent: true });
}

function withdraw(room: Room, asked: Asked): Answer {
  const found = family(room, asked);
  found.consentedAt = undefined;
  found.sharing = false;
  for (const child of room.children.values()) if (child.family === found.id) forget(room, child);
  return json(200, { consent: false });
}

function addChild(room: Room, asked: Asked): Answer {
  const { id, consentedAt } = family(room, asked);
  if (consentedAt === undefined && room.manners.pages.asksConsentFirst)
    throw new Refused(403, 'We need your consent first.');
  const child: Child = {
    id: newId(),
    family: id,
    name: text(asked, 'name', 40),
    birthday: birthdayOf(asked),
    colour: colourOf(asked),
  };
  room.children.set(child.id, taken(room, child, asked));
  return json(201, child);
}

function birthdayOf(asked: Asked): string {
  const birthday = text(asked, 'birthday');
  if (!/^\d{4}-\d\d-\d\d$/.test(birthday) || Number.isNaN(Date.parse(birthday)))
    throw new Refused(422, 'This is no birthday.');
  return birthday;
}

const colours = ['amber', 'moss', 'plum', 'sky'];
const colourOf = ({ fields: { colour } }: Asked): string =>
  typeof colour === 'string' && colours.includes(colour) ? colour : 'amber';

// What a client sends beside the fields of the form is dropped.
function taken(room: Room, child: Child, { fields }: Asked): Child {
  const { family: owner } = fields;
  if (!room.manners.dropsProtectedFields && typeof owner === 'string') child.family = owner;
  return child;
}

function changeChild(room: Room, asked: Asked): Answer {
  const child = childOf(room, asked, true);
  if (asked.fields['name'] !== undefined) child.name = text(asked, 'name', 40);
  if (asked.fields['birthday'] !== undefined) child.birthday = birthdayOf(asked);
  if (asked.fields['colour'] !== undefined) child.colour = colourOf(asked);
  return json(200, taken(room, child, asked));
}

function removeChild(room: Room, asked: Asked): Answer {
  forget(room, childOf(room, asked, true));
  return room.manners.deletesAtOnce ? json(200, { deleted: true }) : json(202, { requested: true });
}

/** A session of the child on this device, which can do nothing but play. */
function letPlay(room: Room, asked: Asked): Answer {
  const child = childOf(room, asked, true);
  const person = room.people.get(sessionOf(asked).person);
  if (person === undefined) throw new Refused(401, 'Sign in first.');
  return opened(room.open(person, 'child', { child: child.id }));
}
