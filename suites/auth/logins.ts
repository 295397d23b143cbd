import type { Declared, LoginAttemptsObservation } from '../../schemas/types.ts';
import { eachRow, evidence, inconclusive } from '../vocabulary.ts';

/** A row of the IXIT table of credentials. */
export type Credential = Declared['ixit']['credentials'][number];
/** One place where a credential opens a service: on a unit, over an address family. */
export type Login = LoginAttemptsObservation['logins'][number];

/** Whether a person proves with it who they are. */
export const ofPerson = ({ holder }: Credential): boolean => holder === 'guardian' || holder === 'child';

/** Whether a person types it, so that it is short enough to be guessed. */
export const isTyped = ({ kind }: Credential): boolean => kind === 'user-password' || kind === 'pin';

/** The credentials with which somebody logs in to a service of the network. */
export function networkLogins({ ixit }: Declared): readonly Credential[] {
  const asked = new Set(ixit.services.map(({ authentication }) => authentication));
  return ixit.credentials.filter(
    (credential) =>
      credential.login !== undefined ||
      (isTyped(credential) && (asked.has(credential.id) || (credential.services ?? []).length > 0)),
  );
}

interface LoginRow {
  readonly id: string;
  readonly credential: Credential;
  readonly login: Login | undefined;
}

/**
 * Judges each login of these credentials by itself; a credential whose login nobody observed is a row of its own. No
 * credential is no proof, unless the spec says why emptiness is an answer; then nothing had to be observed.
 */
export function eachLogin(
  credentials: readonly Credential[],
  judge: (login: Login, observed: LoginAttemptsObservation, credential: Credential) => void,
  options?: { readonly empty: string },
): void {
  const observed = credentials.length === 0 ? undefined : evidence('login-attempts');
  const rows = credentials.flatMap((credential): readonly LoginRow[] => {
    const own = observed?.logins.filter((login) => login.credential === credential.id) ?? [];
    return own.length === 0
      ? [{ id: credential.id, credential, login: undefined }]
      : own.map((login) => ({ id: login.id, credential, login }));
  });
  const judgeRow = ({ login, credential }: LoginRow) => {
    if (observed === undefined || login === undefined) inconclusive(`no login with ${credential.id} was observed`);
    if (!login.reached) inconclusive(`the login ${login.id} was not reached`);
    judge(login, observed, credential);
  };
  eachRow(rows, judgeRow, options);
}
