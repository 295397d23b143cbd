import { isPassword, hashed } from '../hashing.ts';
import { json, noCookie, Refused, sessionCookie, text, type Answer, type Asked, type Routes } from '../asked.ts';
import { sessionOf } from '../guard.ts';
import { hosts } from '../hosts.ts';
import { newCode, newId, type Room } from '../room.ts';
import { weakness } from '../../services/passwords.ts';
import type { Person, Pending } from '../records.ts';

const anyone = 'anyone';
const family = ['guardian', 'relative', 'child'] as const;

/** Accounts: sign-up, sign-in, sign-out, passwords. */
export const accountRoutes = (room: Room): Routes => ({
  'POST /api/sign-up': { who: anyone, act: (asked) => signUp(room, asked) },
  'POST /api/confirm': { who: anyone, act: (asked) => confirm(room, asked) },
  'POST /api/sign-in': { who: anyone, act: (asked) => signIn(room, asked) },
  'POST /api/forgotten': { who: anyone, act: (asked) => forgotten(room, asked) },
  'POST /api/reset': { who: anyone, act: (asked) => reset(room, asked) },
  'POST /api/sign-out': { who: family, act: (asked) => signOut(room, asked) },
  'POST /api/password': { who: ['guardian', 'relative'], act: (asked) => changePassword(room, asked) },
  'GET /api/me': { who: family, act: (asked) => me(room, asked) },
});

/** Opens a session in an answer: the token for a program, the cookie for a browser. */
export const opened = (token: string): Answer => json(200, { token }, { 'set-cookie': sessionCookie(token) });

export function addressOf(asked: Asked): string {
  const email = text(asked, 'email').toLowerCase();
  if (!/^[^\s@<>"]+@[^\s@<>"]+\.[a-z]+$/.test(email)) throw new Refused(422, 'This is no email address.');
  return email;
}

/** Sends a code, and where it has a page of its own the address of that page; the code stays in the browser. */
export function sendCode(
  room: Room,
  to: Person,
  pending: Pending & { readonly subject: string; readonly path: string },
): void {
  const code = newCode();
  room.pending.set(code, pending);
  const link = `${room.origin(hosts.playroom)}${pending.path}#${code}`;
  room.send({ to: to.email, subject: pending.subject, text: `Your code is ${code}.`, code, link });
}

const adult = 18;

async function signUp(room: Room, asked: Asked): Promise<Answer> {
  const email = addressOf(asked);
  const password = text(asked, 'password');
  const year = Number(asked.fields['yearOfBirth']);
  const isAdult = new Date().getFullYear() - year > adult || !room.manners.pages.looksAtYear;
  if (!isAdult || year < 1900) throw new Refused(403, 'Ask a grown-up to make the account.');
  const weak = weakness(password);
  if (weak !== undefined) throw new Refused(422, weak);
  const known = room.personOf(email);
  if (known !== undefined && !room.manners.hidesAccounts)
    throw new Refused(409, 'There is an account with this address.');
  const kept = await hashed(password);
  const text1 = 'Somebody tried to make an account with your address. You have one already.';
  if (known?.confirmed === true) room.send({ to: email, subject: 'Your account', text: text1 });
  else {
    const person = known ?? newPerson(room, email);
    person.password = kept;
    sendCode(room, person, { kind: 'account', person: person.id, subject: 'Confirm your address', path: '/confirm' });
  }
  return json(202, { sent: true });
}

/** A person in a family of its own; nobody until the address is confirmed. */
export function newPerson(room: Room, email: string): Person {
  const person: Person = {
    id: newId(),
    family: room.newFamily().id,
    email,
    password: undefined,
    role: 'guardian',
    confirmed: false,
  };
  room.people.set(person.id, person);
  return person;
}

/** What waited for this code. @throws Refused */
export function redeem(room: Room, asked: Asked, kind: Pending['kind']): Pending & { readonly who: Person } {
  const code = text(asked, 'code').toUpperCase();
  const pending = room.pending.get(code);
  const who = pending === undefined ? undefined : room.people.get(pending.person);
  if (pending?.kind !== kind || who === undefined) throw new Refused(403, 'This code is not right, or was used.');
  room.pending.delete(code);
  return { ...pending, who };
}

function confirm(room: Room, asked: Asked): Answer {
  const { who } = redeem(room, asked, 'account');
  who.confirmed = true;
  return opened(room.open(who, who.role));
}

async function signIn(room: Room, asked: Asked): Promise<Answer> {
  const email = addressOf(asked);
  const password = text(asked, 'password');
  const person = room.personOf(email);
  if (person === undefined && !room.manners.hidesAccounts) throw new Refused(401, 'We do not know this address.');
  const right = await isPassword(password, person?.confirmed === true ? person.password : undefined);
  if (!right || person === undefined) throw new Refused(401, 'The address or the password is not right.');
  const seconds = Number(asked.fields['seconds'] ?? 0);
  return opened(room.open(person, person.role, seconds >= 1 && seconds < 86_400 ? { seconds } : {}));
}

function forgotten(room: Room, asked: Asked): Answer {
  const person = room.personOf(addressOf(asked));
  if (person === undefined && !room.manners.hidesAccounts) throw new Refused(404, 'We do not know this address.');
  if (person?.confirmed === true)
    sendCode(room, person, { kind: 'password', person: person.id, subject: 'A new password', path: '/reset' });
  return json(202, { sent: true });
}

async function reset(room: Room, asked: Asked): Promise<Answer> {
  const password = text(asked, 'password');
  const weak = weakness(password);
  if (weak !== undefined) throw new Refused(422, weak);
  const { who } = redeem(room, asked, 'password');
  who.password = await hashed(password);
  room.end(({ person }) => person === who.id);
  return json(200, { changed: true });
}

function signOut(room: Room, asked: Asked): Answer {
  const { id } = sessionOf(asked);
  if (room.manners.endsOnSignOut) room.end((session) => session.id === id);
  return json(200, { signedOut: true }, { 'set-cookie': noCookie });
}

async function changePassword(room: Room, asked: Asked): Promise<Answer> {
  const session = sessionOf(asked);
  const person = room.people.get(session.person);
  if (!(await isPassword(text(asked, 'old'), person?.password)) || person === undefined)
    throw new Refused(403, 'The old password is not right.');
  const weak = weakness(text(asked, 'new'));
  if (weak !== undefined) throw new Refused(422, weak);
  person.password = await hashed(text(asked, 'new'));
  if (room.manners.endsOnPasswordChange) room.end((one) => one.person === person.id && one.id !== session.id);
  return json(200, { changed: true });
}

function me(room: Room, asked: Asked): Answer {
  const { person, role, child } = sessionOf(asked);
  const found = room.people.get(person);
  return json(200, role === 'child' ? { role, child } : { role, id: person, email: found?.email });
}
