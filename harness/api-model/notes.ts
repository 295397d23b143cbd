import type { Ixit } from '../../schemas/types.ts';
import type { Exchange } from './exchange.ts';
import type { Kept } from './from-calls.ts';
import type { Session } from './session.ts';

interface Built {
  readonly exchanges: readonly Exchange[];
  readonly own: readonly Exchange[];
  readonly kept: readonly Kept[];
  readonly calls: readonly NonNullable<Ixit['apiCalls']>[number][];
  readonly host: string;
  readonly session: Session;
}

const usual = new Set(['x-requested-with', 'x-forwarded-for', 'x-client-data']);

/** What the recording shows and a declaration cannot hold, or what it uses and does not show. */
export function notesOn({ exchanges, own, kept, calls, host, session }: Built): readonly string[] {
  const others = [...new Set(exchanges.map(({ url }) => url.host).filter((one) => one !== host))];
  const headers = own.flatMap((one) => one.headers.filter((name) => /^x-|csrf|xsrf|api-?key/.test(name)));
  const odd = [...new Set(headers)].filter((name) => !usual.has(name));
  const lost = kept.flatMap(({ templated }) => templated.used.filter(({ source }) => source === undefined));
  const names = [...new Set(lost.map(({ name }) => name))];
  const visited = own.filter((one) => one.method === 'GET' && session.credentialOf(one) === undefined);
  const public1 = [...new Set(visited.map(({ url }) => url.pathname))];
  const list = (words: readonly string[]) => words.slice(0, 12).join(', ') + (words.length > 12 ? ' and more' : '');
  return [
    ...(calls.length === 500 ? ['More calls were recorded than the 500 a declaration holds.'] : []),
    ...(names.length === 0 ? [] : [`No recorded answer gave ${list(names)}: add a call that keeps it, or its value.`]),
    ...(odd.length === 0 ? [] : [`Calls carried ${list(odd)}: declare these headers under "beside" of the interface.`]),
    ...(public1.length === 0 ? [] : [`Left out, because read without a session: ${list(public1)}.`]),
    ...(others.length === 0 ? [] : [`Other hosts in the recording: ${list(others)}.`]),
  ];
}
