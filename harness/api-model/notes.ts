import type { Ixit } from '../../schemas/types.ts';
import type { Exchange } from './exchange.ts';
import type { Kept } from './from-calls.ts';
import type { Proposed } from './beside.ts';
import { firstShowing } from './rows.ts';
import type { Session } from './session.ts';

interface Built {
  readonly exchanges: readonly Exchange[];
  readonly own: readonly Exchange[];
  readonly kept: readonly Kept[];
  readonly calls: readonly NonNullable<Ixit['apiCalls']>[number][];
  readonly host: string;
  readonly session: Session;
  readonly carried: Proposed;
}

/** What the recording shows and a declaration cannot hold, or what it uses and does not show. */
export function notesOn({ exchanges, own, kept, calls, host, session, carried }: Built): readonly string[] {
  const others = [...new Set(exchanges.map(({ url }) => url.host).filter((one) => one !== host))];
  const lost = kept.flatMap(({ templated }) => templated.used.filter(({ source }) => source === undefined));
  const names = [...new Set(lost.map(({ name }) => name))];
  const visited = own.filter((one) => one.method === 'GET' && session.credentialOf(one) === undefined);
  const silent = silentIn(kept, calls);
  const public1 = [...new Set(visited.map(({ url }) => url.pathname))];
  const list = (words: readonly string[]) => words.slice(0, 12).join(', ') + (words.length > 12 ? ' and more' : '');
  return [
    ...(calls.length === 500 ? ['More calls were recorded than the 500 a declaration holds.'] : []),
    ...(names.length === 0 ? [] : [`No recorded answer gave ${list(names)}: add a call that keeps it, or its value.`]),
    ...(carried.with.length === 0
      ? []
      : [`Sessions are opened with ${list(carried.with)} too: proposed under "with" of the token.`]),
    ...carried.notes.map((note) => `Not proposed under "beside": ${note}.`),
    ...(silent.length === 0
      ? []
      : [
          `No answer to ${list(silent)} showed what the family had written, so that a refusal cannot be told by them: leave them out, or write before them.`,
        ]),
    ...(public1.length === 0 ? [] : [`Left out, because read without a session: ${list(public1)}.`]),
    ...(others.length === 0 ? [] : [`Other hosts in the recording: ${list(others)}.`]),
  ];
}

// Pages and lists that are the same for everybody decide nothing.
function silentIn(kept: readonly Kept[], calls: Built['calls']): readonly string[] {
  const shown = firstShowing(kept);
  const keyOf = new Map(kept.map(({ templated }) => [templated.request, templated.key]));
  const reading = calls.filter(({ does }) => ['read', 'list', 'search'].includes(does));
  return reading.filter(({ request }) => !shown.has(keyOf.get(request) ?? '')).map(({ id }) => id);
}
