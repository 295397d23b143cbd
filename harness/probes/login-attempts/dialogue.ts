import type { Place } from '../shared/conversation.ts';
import type { HttpAnswer } from '../shared/http.ts';
import type { Login, Pair, Session } from '../shared/http-session.ts';

/** What one try at a login brought. */
export interface Tried {
  readonly accepted: boolean;
  /** Anything that can be taken for an answer of the login came back. */
  readonly answered: boolean;
  /** A code of the protocol, never what was sent. */
  readonly status?: string;
  /** The service said in its protocol that it does not weigh this now, or asks for something else. */
  readonly instead?: 'locked' | 'challenged';
  /** Words of the answer, to compare with the first refusal; never written down. */
  readonly words?: string;
  readonly session?: Session;
  readonly milliseconds: number;
}

/** A login that can be tried again and again. */
export type TryLogin = (pair: Pair) => Promise<Tried>;

const lockedStatus = new Set([423, 429]);

/** Reads a lock or a challenge from the head of an HTTP answer (RFC 6585 clause 4, RFC 4918 clause 11.3). */
export function insteadOf(answer: HttpAnswer): Tried['instead'] {
  if (lockedStatus.has(answer.status) || answer.headers['retry-after'] !== undefined) return 'locked';
  return undefined;
}

/** The declared way to log in. */
export function dialogueFor(place: Place, login: Login): Promise<TryLogin> {
  if (login.kind === 'ssh') return import('./login-ssh.ts').then(({ tryingSsh }) => tryingSsh(place));
  if (login.kind === 'mqtt') return import('./login-mqtt.ts').then(({ tryingMqtt }) => tryingMqtt(place));
  if (login.kind === 'ftp' || login.kind === 'telnet') {
    const { kind } = login;
    return import('./login-lines.ts').then(({ tryingFtp, tryingTelnet }) =>
      kind === 'ftp' ? tryingFtp(place) : tryingTelnet(place),
    );
  }
  return import('./login-http.ts').then(({ tryingHttp }) => tryingHttp(place, login));
}
