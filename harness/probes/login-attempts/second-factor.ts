import type { LoginAttemptsObservation } from '../../../schemas/types.ts';
import { exchange } from '../shared/http.ts';
import { logIn, opens, submission } from '../shared/http-session.ts';
import type { Subject } from './subject.ts';
import type { Step } from './transcript.ts';

type Row = LoginAttemptsObservation['secondFactors'][number];

/** Switches the second factor on, tries the password alone, and switches it off again in the session that switched it on. */
export async function observeSecondFactor(subject: Subject): Promise<readonly Row[]> {
  const { id, place, login, owner, credential, transcript } = subject;
  const { secondFactor } = credential;
  if (secondFactor === undefined || owner.pair === undefined) return [];
  const { session, accepted } = await logIn(place, login, owner.pair);
  if (!accepted) return [];
  const submit = async (path: string, signal = place.signal): Promise<boolean> => {
    const request = submission(login.kind, path, {});
    const answer = await exchange({ ...place, signal }, { ...request, headers: { ...request.headers, ...session } });
    return answer !== undefined && answer.status < 400;
  };
  const enabled = await submit(secondFactor.enablePath);
  try {
    const step = await transcript.attempt('password-alone', owner.pair);
    return [{ id: `${id}/second-factor`, login: id, enabled, passwordAlone: await told(subject, step) }];
  } finally {
    await submit(secondFactor.disablePath, AbortSignal.timeout(5000));
  }
}

const asksForMore = /code|otp|second|factor|two.?step|2fa|mfa|verif|confirm/i;

async function told({ place, login }: Subject, step: Step): Promise<Row['passwordAlone']> {
  if (!step.answered) return 'no-answer';
  if (step.accepted && (await opens(place, login, step.session ?? {})) !== false) return 'session';
  const asked = step.outcome === 'challenged' || asksForMore.test(step.words ?? '');
  const refused = Number(step.status) >= 400 && !asked;
  return refused ? 'refused' : 'challenge';
}
