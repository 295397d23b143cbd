import type { Place } from '../shared/conversation.ts';
import { logIn, type Login } from '../shared/http-session.ts';
import { insteadOf, type TryLogin } from './dialogue.ts';

/** A login by form, JSON or HTTP Basic. */
export function tryingHttp(place: Place, login: Login): TryLogin {
  return async (pair) => {
    const { answer, session, accepted } = await logIn(place, login, pair);
    if (answer === undefined) return { accepted: false, answered: false, milliseconds: 0 };
    const { status, milliseconds, body } = answer;
    const instead = accepted ? undefined : insteadOf(answer);
    return {
      ...{ accepted, answered: true, status: String(status), words: body.toString('utf8', 0, 65_536), milliseconds },
      ...(accepted ? { session } : {}),
      ...(instead === undefined ? {} : { instead }),
    };
  };
}
