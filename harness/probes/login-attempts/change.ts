import type { LoginAttemptsObservation } from '../../../schemas/types.ts';
import { exchange } from '../shared/http.ts';
import { logIn, opens, type Pair, type Session, submission } from '../shared/http-session.ts';
import { strongPasswordBut } from './strong-password.ts';
import type { Subject } from './subject.ts';
import type { Step } from './transcript.ts';

type Row = LoginAttemptsObservation['changes'][number];

interface Changed {
  /** The service answered with success; undefined where it did not answer or no session could be opened. */
  readonly acknowledged: boolean | undefined;
  readonly status?: number;
}

/** Changes the owner's password in a session of its own; who is the owner now is for the caller to find out. */
export async function changePassword(subject: Subject, value: string): Promise<Changed> {
  const { place, login, owner, credential } = subject;
  if (credential.change === undefined || owner.pair === undefined) return { acknowledged: undefined };
  const { session, accepted } = await logIn(place, login, owner.pair);
  if (!accepted) return { acknowledged: undefined };
  const { path, oldField, newField } = credential.change;
  const request = submission(login.kind, path, { [oldField]: owner.pair.value, [newField]: value });
  const answer = await exchange(place, { ...request, headers: { ...request.headers, ...session } });
  if (answer === undefined) return { acknowledged: undefined };
  return { acknowledged: answer.status < 400, status: answer.status };
}

/** Puts the password back that was there before; the time limit does not keep it from that. */
export async function restore(subject: Subject, before: Pair): Promise<boolean> {
  const place = { ...subject.place, signal: AbortSignal.timeout(10_000) };
  await changePassword({ ...subject, place }, before.value);
  const { accepted } = await logIn(place, subject.login, before);
  if (accepted) subject.owner.pair = before;
  return accepted;
}

/** Changes the owner's credential, tries the old one, a session opened before, and the new one; then changes it back. */
export async function observeChange(subject: Subject): Promise<readonly Row[]> {
  const { id, place, login, owner, credential, transcript } = subject;
  const before = owner.pair;
  if (credential.change === undefined || before === undefined) return [];
  const old = await logIn(place, login, before);
  // Once begun, the change is brought to its end, also after the time limit: else nobody knew who the owner is.
  const unlimited = { ...subject, place: { ...place, signal: AbortSignal.timeout(10_000) } };
  const after = { username: before.username, value: strongPasswordBut(before.value) };
  const { acknowledged = false } = await changePassword(unlimited, after.value);
  // From here on the owner may have either; whatever happens, the old one is put back.
  if (acknowledged) owner.pair = after;
  try {
    const oldCredential = told(await transcript.attempt('old-credential', before));
    const oldSession = old.accepted ? await inSession(subject, old.session) : 'none';
    const newCredential = told(await transcript.attempt('new-credential', after));
    const restored = await putBack(subject, before, newCredential === 'accepted');
    return [
      { id: `${id}/change`, login: id, changed: acknowledged, oldCredential, oldSession, newCredential, restored },
    ];
  } finally {
    if (owner.pair !== before) await restore(subject, before);
  }
}

async function putBack(subject: Subject, before: Pair, changed: boolean): Promise<boolean> {
  if (changed) return restore(subject, before);
  const { accepted } = await logIn(subject.place, subject.login, before);
  if (accepted) subject.owner.pair = before;
  return accepted;
}

async function inSession({ place, login }: Subject, session: Session): Promise<Row['oldSession']> {
  if (login.kind === 'http-basic') return 'none';
  const open = await opens(place, login, session);
  return open === undefined ? 'no-answer' : open ? 'accepted' : 'refused';
}

const told = ({ outcome }: Step): Row['oldCredential'] =>
  outcome === 'accepted' || outcome === 'no-answer' ? outcome : 'refused';
