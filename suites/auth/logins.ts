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

type Judge = (login: Login, observed: LoginAttemptsObservation, credential: Credential) => void;

/**
 * Judges each login of these credentials by itself, each address family of it; a credential whose login nobody observed
 * is a row of its own. No credential is no proof, unless the spec says why emptiness is an answer; then nothing had to be
 * observed.
 */
export function eachLogin(
  credentials: readonly Credential[],
  judge: Judge,
  options?: { readonly empty: string },
): void {
  const observed = credentials.length === 0 ? undefined : evidence('login-attempts');
  judgeLogins(credentials, { judge, logins: observed?.logins ?? [] }, options);
}

/**
 * Judges each account by itself: a credential on a unit at a service. The same account shows at each address family, so
 * where it was worked through over one of them, the logins over the others are no rows.
 */
export function eachAccount(
  credentials: readonly Credential[],
  table: 'passwords' | 'changes' | 'secondFactors',
  judge: Judge,
): void {
  const { logins, [table]: worked } = evidence('login-attempts');
  const isWorked = (login: Login) => worked.some((row) => row.login === login.id);
  const sameAccount = (one: Login, other: Login) =>
    one.credential === other.credential && one.unit === other.unit && one.service === other.service;
  const kept = logins.filter(
    (login) => isWorked(login) || !logins.some((other) => sameAccount(login, other) && isWorked(other)),
  );
  judgeLogins(credentials, { judge, logins: kept });
}

type Guessing = LoginAttemptsObservation['guessing'][number];

/** Judges the guessing at each login with whatever a person types, or with whatever opens a service of the network. */
export function eachGuessing(
  judge: (guessing: Guessing, login: Login, observed: LoginAttemptsObservation) => void,
): void {
  const declaration = evidence('declaration');
  const network = networkLogins(declaration);
  const judgeLogin = (login: Login, observed: LoginAttemptsObservation) => {
    const own = observed.guessing.filter((row) => row.login === login.id);
    if (own.length === 0) inconclusive(`nobody guessed at ${login.id}`);
    for (const guessing of own) judge(guessing, login, observed);
  };
  eachLogin(
    declaration.ixit.credentials.filter((credential) => isTyped(credential) || network.includes(credential)),
    judgeLogin,
    { empty: 'the declaration names no password or PIN and no login of the network' },
  );
}

function judgeLogins(
  credentials: readonly Credential[],
  { judge, logins }: { readonly judge: Judge; readonly logins: readonly Login[] },
  options?: { readonly empty: string },
): void {
  const rows = credentials.flatMap((credential): readonly LoginRow[] => {
    const own = logins.filter((login) => login.credential === credential.id);
    return own.length === 0
      ? [{ id: credential.id, credential, login: undefined }]
      : own.map((login) => ({ id: login.id, credential, login }));
  });
  const judgeRow = ({ login, credential }: LoginRow) => {
    if (login === undefined) inconclusive(`no login with ${credential.id} was observed`);
    if (!login.reached) inconclusive(`the login ${login.id} was not reached`);
    judge(login, evidence('login-attempts'), credential);
  };
  eachRow(rows, judgeRow, options);
}
