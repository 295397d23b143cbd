import { randomBytes } from 'node:crypto';
import type { LoginAttemptsObservation } from '../../../schemas/types.ts';
import { exchange } from '../shared/http.ts';
import { logIn, type Pair, submission } from '../shared/http-session.ts';
import { changePassword, restore } from './change.ts';
import { strongPassword } from './strong-password.ts';
import type { Subject } from './subject.ts';

type Row = LoginAttemptsObservation['passwords'][number];
type Sort = Row['sort'];

interface Candidate {
  readonly sort: Sort;
  readonly value: string;
}

/** Strong first, the control; then short ones that are nowhere common, and common ones that are long enough. */
export function candidates(length: number): readonly Candidate[] {
  const uncommon = 'xK7%vR2!mQ9#tB4&hW8?pZ5+';
  const short = [length - 1, Math.min(4, length - 2)].filter((size) => size > 0);
  const long = ['password1234567890', 'qwertyuiop123456789', '1234567890123456789'].find(
    (word) => word.length >= length,
  );
  const common = ['password', '12345678', 'qwerty123', long ?? 'password1234567890'];
  return [
    { sort: 'strong', value: strongPassword.padEnd(length, 'v3') },
    ...short.map((size) => ({ sort: 'short' as const, value: uncommon.slice(0, size) })),
    ...common.map((value) => ({ sort: 'common' as const, value })),
  ];
}

/** Offers each candidate where an account is made, and where the password is changed; what was accepted is changed back. */
export async function offerPasswords(subject: Subject): Promise<readonly Row[]> {
  const { id, observing } = subject;
  const length = observing.parameters['length'];
  const offered = candidates(typeof length === 'number' ? length : 8);
  const rows: Row[] = [];
  for (const where of ['sign-up', 'change'] as const)
    for (const [index, { sort, value }] of offered.entries()) {
      observing.signal.throwIfAborted();
      const offer = where === 'sign-up' ? await signUp(subject, value, rows) : await change(subject, value);
      if (offer === undefined) break;
      rows.push({ id: `${id}/${where}-${String(index + 1)}`, login: id, where, sort, length: value.length, ...offer });
    }
  return rows;
}

type Offer = Pick<Row, 'outcome' | 'status'>;

async function signUp(
  { place, credential, login }: Subject,
  value: string,
  before: readonly Row[],
): Promise<Offer | undefined> {
  const form = credential.signUp;
  if (form === undefined) return undefined;
  const name = `tm${randomBytes(5).toString('hex')}`;
  const username = /mail/i.test(form.usernameField) ? `${name}@toymark.example` : name;
  const fields = { ...form.fields, [form.usernameField]: username, [form.passwordField]: value };
  const answer = await exchange(place, submission(login.kind, form.path, fields));
  if (answer === undefined) return { outcome: 'no-answer' };
  const status = String(answer.status);
  if (answer.status >= 400) return { outcome: 'refused', status };
  const entered = await logIn(place, login, { username, value });
  // Where not even the control can log in (the address must be confirmed first), the answer to the sign-up alone counts.
  const control = before.find(({ where, sort }) => where === 'sign-up' && sort === 'strong');
  const unusable = control === undefined || control.status?.endsWith(notYet) === true;
  if (entered.accepted) return { outcome: 'accepted', status };
  return unusable ? { outcome: 'accepted', status: `${status}${notYet}` } : { outcome: 'refused', status };
}

const notYet = ', no login yet';

// Once begun, a change is brought to its end and undone, also after the time limit.
async function change(limited: Subject, value: string): Promise<Offer | undefined> {
  const subject = { ...limited, place: { ...limited.place, signal: AbortSignal.timeout(30_000) } };
  const { owner, credential } = subject;
  if (credential.change === undefined || owner.pair === undefined) return undefined;
  const before: Pair = owner.pair;
  const changed = await changePassword(subject, value);
  if (changed.acknowledged === undefined) return { outcome: 'no-answer' };
  const status = String(changed.status);
  const after = { username: before.username, value };
  if (!changed.acknowledged || !(await logIn(subject.place, subject.login, after)).accepted)
    return { outcome: 'refused', status };
  owner.pair = after;
  await restore(subject, before);
  return { outcome: 'accepted', status };
}
