import type { Ixit } from '../../schemas/types.ts';
import { leavesOf, type Exchange } from './exchange.ts';

type Token = NonNullable<Ixit['apis']>[number]['token'];

/** How the recorded calls carry the credential of a session. */
export interface Session {
  readonly token: Token;
  /** The recording shows it; otherwise the token is a guess to be corrected. */
  readonly seen: boolean;
  /** With which credential a call was made. */
  readonly credentialOf: (exchange: Exchange) => string | undefined;
  /** The calls whose answers opened a session, in order. */
  readonly openings: readonly Exchange[];
  /** The credential that an answer opens. */
  readonly openedBy: (exchange: Exchange) => string | undefined;
}

/** Finds the credential: a bearer token that an answer gave, or a cookie that was set and then sent. */
export function sessionIn(exchanges: readonly Exchange[], jsonOf: (exchange: Exchange) => unknown): Session {
  return bearerIn(exchanges, jsonOf) ?? cookieIn(exchanges) ?? unseen;
}

function bearerIn(exchanges: readonly Exchange[], jsonOf: (exchange: Exchange) => unknown): Session | undefined {
  const sent = new Set(exchanges.flatMap(({ bearer }) => bearer ?? []));
  if (sent.size === 0) return undefined;
  const given = exchanges.flatMap((one) => leavesOf(jsonOf(one)).filter(({ value }) => sent.has(value)));
  const field = given[0]?.path;
  return {
    token: { in: 'bearer', field: field ?? 'token' },
    seen: field !== undefined,
    credentialOf: ({ bearer }) => bearer,
    ...openingBy(exchanges, (one) =>
      field === undefined
        ? undefined
        : leavesOf(jsonOf(one)).find(({ value, path }) => path === field && sent.has(value))?.value,
    ),
  };
}

function cookieIn(exchanges: readonly Exchange[]): Session | undefined {
  const weights = new Map<string, number>();
  for (const [at, { method, answer }] of exchanges.entries())
    for (const [name, value] of answer.cookies) {
      if (value.length < 8 || !exchanges.slice(at + 1, at + 200).some(({ cookies }) => cookies.get(name) === value))
        continue;
      // What opens a session is seldom a page that was only read.
      const weight = (method === 'GET' ? 1 : 10) + (/sess|sid|token|auth|login/i.test(name) ? 5 : 0);
      weights.set(name, Math.max(weight, weights.get(name) ?? 0));
    }
  const [best] = [...weights].toSorted(([, one], [, other]) => other - one);
  if (best === undefined) return undefined;
  const [cookie] = best;
  // A visitor may have a cookie of this name too; only what was set by a call that sends something opens a session.
  const opened = new Set<string>();
  const openedBy = ({ method, answer }: Exchange) => {
    const value = method === 'GET' ? undefined : answer.cookies.get(cookie);
    return value === undefined || value.length < 8 ? undefined : value;
  };
  for (const one of exchanges) opened.add(openedBy(one) ?? '');
  const credentialOf = ({ cookies }: Exchange) => {
    const value = cookies.get(cookie);
    return value !== undefined && opened.has(value) ? value : undefined;
  };
  return { token: { in: 'cookie', cookie }, seen: true, credentialOf, ...openingBy(exchanges, openedBy) };
}

const unseen: Session = {
  token: { in: 'cookie', cookie: 'session' },
  seen: false,
  credentialOf: () => undefined,
  openings: [],
  openedBy: () => undefined,
};

const openingBy = (exchanges: readonly Exchange[], openedBy: Session['openedBy']) => ({
  openings: exchanges.filter((one) => openedBy(one) !== undefined),
  openedBy,
});
