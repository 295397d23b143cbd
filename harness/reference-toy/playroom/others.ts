import { randomBytes } from 'node:crypto';
import { json, Refused, text, type Answer, type Asked, type Routes } from './asked.ts';
import { addressOf, newPerson, opened } from './api/accounts.ts';
import { hashed, isPassword } from './hashing.ts';
import type { Hashed } from './records.ts';
import type { Room } from './room.ts';

/** The other company with whose accounts one can sign in: an authorisation code as in OpenID Connect. */
export class Provider {
  readonly #accounts = new Map<string, Hashed>();
  readonly #codes = new Map<string, string>();

  readonly routes: Routes = {
    'POST /api/accounts': { who: 'anyone', act: (asked) => this.#enrol(asked) },
    'POST /api/authorise': { who: 'anyone', act: (asked) => this.#authorise(asked) },
  };

  /** Whose code it is; a code counts once. */
  redeem(code: string): string | undefined {
    const email = this.#codes.get(code);
    this.#codes.delete(code);
    return email;
  }

  async #enrol(asked: Asked): Promise<Answer> {
    const email = addressOf(asked);
    if (this.#accounts.has(email)) throw new Refused(409, 'There is such an account.');
    this.#accounts.set(email, await hashed(text(asked, 'password')));
    return json(201, { made: true });
  }

  async #authorise(asked: Asked): Promise<Answer> {
    return json(200, { code: await this.authorise(addressOf(asked), text(asked, 'password')) });
  }

  /** A code for a site, after the right password. @throws Refused */
  async authorise(email: string, password: string): Promise<string> {
    if (!(await isPassword(password, this.#accounts.get(email)))) throw new Refused(401, 'That is not right.');
    const code = randomBytes(24).toString('base64url');
    this.#codes.set(code, email);
    return code;
  }

  enrols(email: string): boolean {
    return !this.#accounts.has(email);
  }

  async enrol(email: string, password: string): Promise<void> {
    this.#accounts.set(email, await hashed(password));
  }
}

/** Signing in to the playroom with a code of the provider, which has confirmed the address. */
export const providerRoutes = (room: Room, provider: Provider): Routes => ({
  'POST /api/sign-in/provider': {
    who: 'anyone',
    act: (asked) => opened(signInWith(room, provider, text(asked, 'code'))),
  },
});

export function signInWith(room: Room, provider: Provider, code: string): string {
  const email = provider.redeem(code);
  if (email === undefined) throw new Refused(401, 'This sign-in is over.');
  const person = room.personOf(email) ?? newPerson(room, email);
  person.confirmed = true;
  return room.open(person, person.role);
}

/** The console of those who work at the manufacturer. Signing in proves who somebody is and gives no right. */
export const consoleRoutes = (room: Room): Routes => ({
  'GET /api/families': { who: 'anyone', act: (asked) => forStaff(room, asked, () => [...room.families.values()]) },
  'GET /api/children': { who: 'anyone', act: (asked) => forStaff(room, asked, () => [...room.children.values()]) },
  'GET /api/transcripts': { who: 'anyone', act: (asked) => forStaff(room, asked, () => [...room.messages.values()]) },
});

function forStaff(room: Room, asked: Asked, list: () => readonly unknown[]): Answer {
  const { role, person } = asked.session ?? {};
  const byProvider = role !== undefined && room.people.get(person ?? '')?.password === undefined;
  const letIn = role === 'staff' || (role !== undefined && !room.manners.guardsConsole);
  if (letIn || (byProvider && !room.manners.refusesStrangersAtConsole)) return json(200, { rows: list() });
  throw new Refused(asked.session === undefined ? 401 : 403, 'For staff only.');
}

/** The other company that tells a story by name. */
export const storytellerRoutes = (room: Room, origin: string): Routes => ({
  'POST /tell': {
    who: 'anyone',
    act: (asked) =>
      json(200, { story: `Once upon a time, ${text(asked, 'name', 40)} met a bear.` }, allow(room.origin(origin))),
  },
  'OPTIONS /tell': { who: 'anyone', act: () => ({ status: 204, headers: allow(room.origin(origin)) }) },
});

/** The other company that turns speech into text: it takes whatever it is told. */
export const listenerRoutes: Routes = { 'POST /words': { who: 'anyone', act: () => ({ status: 204 }) } };

const allow = (origin: string) => ({
  'access-control-allow-origin': origin,
  'access-control-allow-headers': 'content-type',
});

/** The family's post box, as a program reads it. */
export const postRoutes = (room: Room): Routes => ({
  'GET /api/messages': {
    who: 'anyone',
    act: ({ query }) => json(200, { messages: room.post.filter(({ to }) => to === query.get('to')?.toLowerCase()) }),
  },
});
