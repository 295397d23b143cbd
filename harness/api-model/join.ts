import type { Ixit } from '../../schemas/types.ts';
import type { Exchange } from './exchange.ts';
import type { Kept } from './from-calls.ts';
import type { Identities } from './identities.ts';
import { keepsOf } from './rows.ts';

type Step = NonNullable<Ixit['apis']>[number]['join'][number]['steps'][number];

/** How the recording makes an account, and which calls that are. */
export interface Joining {
  readonly steps: readonly Step[];
  /** Keys of calls that are made for nothing else. */
  readonly own: ReadonlySet<string>;
  readonly notes: readonly string[];
}

const entering = /sign-?in|log-?in|session|token|auth/i;

/** The calls from the first that names an account to the one that opens its session, with what mails are needed for. */
export function joinSteps(kept: readonly Kept[], identities: Identities): Joining {
  const first = kept.findIndex(
    ({ exchange, templated }) => exchange.method !== 'GET' && templated.names.has('password'),
  );
  const start = kept[first];
  const account = start && identities.of(start.exchange);
  const opening = kept.findIndex(({ opens }, at) => at >= first && opens);
  if (start === undefined || account === undefined || opening < 0)
    return { steps: [], own: new Set(), notes: ['The recording shows no way to an account: write `join`.'] };
  const last = Math.max(opening, lastMailed(kept, { from: opening, account, identities }));
  const members = kept.slice(first, last + 1);
  const calls = members.filter(({ exchange, templated, signedIn }, at) => {
    // Whoever signs in again in between has a session already.
    if (at > opening - first && !signedIn && !isMailing(templated.used)) return false;
    return exchange.method !== 'GET' || gives(members, exchange);
  });
  const onlyEnters = first === opening && entering.test(start.templated.request.path);
  const said =
    'The recording signs in to an account that was there: `join` has to make one, so add the calls of a sign-up.';
  return { steps: stepsOf(calls, kept), own: ownOf(calls), notes: onlyEnters ? [said] : [] };
}

const isMailing = (used: Kept['templated']['used']) => used.some(({ source }) => source?.from === 'mail');
const gives = (among: readonly Kept[], exchange: Exchange) =>
  among.some(({ templated }) =>
    templated.used.some(({ source }) => source?.from === 'answer' && source.exchange === exchange),
  );
const ownOf = (calls: readonly Kept[]) =>
  new Set(
    calls
      .filter(
        ({ exchange, templated, signedIn }) => exchange.method !== 'GET' && (signedIn || isMailing(templated.used)),
      )
      .map(({ templated }) => templated.key),
  );

// A consent that is confirmed from a mail belongs to having an account.
function lastMailed(
  kept: readonly Kept[],
  { from, account, identities }: { readonly from: number; readonly account: string; readonly identities: Identities },
): number {
  let last = -1;
  for (const [at, { exchange, templated }] of kept.entries()) {
    if (at <= from) continue;
    // What names an object is no longer joining.
    if (exchange.method !== 'GET' && /\{/.test(templated.request.path)) break;
    const owner = identities.of(exchange);
    if (owner !== undefined && owner !== account) break;
    if (isMailing(templated.used)) last = at;
  }
  return last;
}

function stepsOf(calls: readonly Kept[], kept: readonly Kept[]): readonly Step[] {
  const used = kept.flatMap(({ templated }) => templated.used);
  let open = false;
  return calls.flatMap(({ templated, exchange, opens }): readonly Step[] => {
    const mails = templated.used.flatMap(({ name, source }) => (source?.from === 'mail' ? [[name, source.words]] : []));
    const given = used.filter(({ source }) => source?.from === 'answer' && source.exchange === exchange);
    const first = opens && !open;
    open ||= opens;
    const step = { request: templated.request, ...keepsOf(given), ...(first ? { opens: true } : {}) };
    return mails.length === 0 ? [step] : [{ mail: Object.fromEntries(mails) as Record<string, string> }, step];
  });
}
