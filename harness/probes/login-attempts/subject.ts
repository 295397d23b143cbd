import type { Observing } from '../../gather/probe.ts';
import type { Place } from '../shared/conversation.ts';
import type { Credential, Login, Pair } from '../shared/http-session.ts';
import type { Transcript } from './transcript.ts';

/** The login that is being tried, and what is known of it. */
export interface Subject {
  /** Row of the logins. */
  readonly id: string;
  readonly place: Place;
  readonly credential: Credential;
  readonly login: Login;
  readonly observing: Observing;
  readonly transcript: Transcript;
  /** The owner's credential as it is now: a change that could not be undone is remembered here. */
  readonly owner: { pair: Pair | undefined };
}
