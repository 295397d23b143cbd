import { credentialIn } from '../shared/service/client.ts';
import { pick } from '../shared/service/content.ts';
import { ask, callThat, play, signInAgain, type Desk, type Family } from '../shared/service/family.ts';
import type { Answered } from '../shared/service/client.ts';
import { join } from '../shared/service/family.ts';

/** A person whom a guardian has let into the family. */
export interface Relative {
  readonly person: Family;
  /** The session from the time of the invitation. */
  readonly credential: string;
  /** How the guardian's invitation was answered. */
  readonly invited: Answered;
  /** The guardian's list of people names the relative. */
  readonly listed: boolean;
}

/** The session of a child of this family; undefined where none is declared or it was refused. */
export async function childOf(desk: Desk, guardian: Family): Promise<string | undefined> {
  const call = callThat(desk, 'let-play');
  const answer = call && (await ask(desk, guardian, call.request));
  return answer === undefined || answer.status >= 400 ? undefined : credentialIn(desk.api, answer, pick);
}

/** Invites a new account and lets it accept; undefined where that is not declared or did not work. */
export async function inviteRelative(desk: Desk, guardian: Family): Promise<Relative | undefined> {
  const [invite, accept] = [callThat(desk, 'invite'), callThat(desk, 'accept')];
  const person = invite && accept && (await join(desk));
  if (invite === undefined || accept === undefined || person === undefined) return undefined;
  guardian.values.set('invited', person.values.get('email') ?? '');
  const invited = await play(desk, guardian, invite);
  for (const name of Object.keys(invite.mail ?? {})) person.values.set(name, guardian.values.get(name) ?? '');
  const accepted = await ask(desk, person, accept.request);
  if (invited === undefined || accepted === undefined || accepted.status >= 400) return undefined;
  const listed = await namePerson(desk, guardian, person);
  const credential = (await signInAgain(desk, person)) ?? person.credential;
  return credential === undefined ? undefined : { person, credential, invited, listed };
}

// The guardian's list of people tells by which id the relative can be removed.
async function namePerson(desk: Desk, guardian: Family, person: Family): Promise<boolean> {
  const remove = callThat(desk, 'remove');
  const list = desk.calls.find(({ id }) => id === remove?.state);
  const answer = list && (await ask(desk, guardian, list.request));
  const email = person.values.get('email') ?? '';
  const entry = new RegExp(`\\{[^{}]*"${email.replaceAll('.', '\\.')}"[^{}]*\\}`).exec(answer?.text ?? '')?.[0] ?? '{}';
  const id = pick(entry, 'id');
  if (id !== undefined) guardian.values.set('person', id);
  return answer?.text.includes(email) ?? false;
}
