import type { Agent } from 'node:http';
import type { Place } from '../shared/conversation.ts';
import { keeping } from '../shared/http.ts';
import { logIn, type Login } from '../shared/http-session.ts';
import { insteadOf, type TryLogin } from './dialogue.ts';

/**
 * A login by form, JSON or HTTP Basic. Who is refused stays on the connection as a browser does, where a form is read first:
 * so that what is tried is not lost, and sent again, on a connection that is just being closed.
 */
export function tryingHttp(place: Place, login: Login): TryLogin {
  let agent: Agent | undefined;
  return async (pair) => {
    if (login.kind === 'http-form') agent ??= keeping(place.secure);
    const { answer, session, accepted } = await logIn({ ...place, agent }, login, pair);
    // A service may take the connection for the session.
    if (accepted || answer === undefined) {
      agent?.destroy();
      agent = undefined;
    }
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
