import type { Ixit } from '../../schemas/types.ts';
import { besideIn, type Proposed } from './beside.ts';
import { parsedJson, type Exchange } from './exchange.ts';
import { callsOf } from './rows.ts';
import { notesOn } from './notes.ts';
import { identitiesIn } from './identities.ts';
import { joinSteps } from './join.ts';
import { Templates, type Templated } from './requests.ts';
import { sessionIn, type Session } from './session.ts';
import { Sources } from './sources.ts';

type Api = NonNullable<Ixit['apis']>[number];
type Call = NonNullable<Ixit['apiCalls']>[number];

/** The tables of a declaration, and what whoever completes them has to know. */
export interface Model {
  readonly api: Omit<Api, 'consent'>;
  readonly calls: readonly Call[];
  readonly notes: readonly string[];
}

export interface Asking {
  /** Id of the row of `ixit.services`. */
  readonly service: string;
  /** Of the service; the one with most calls that send something where absent. */
  readonly host?: string | undefined;
  /** The bench's synthetic child and guardian. */
  readonly family?: Readonly<Record<string, string>>;
}

/** A recorded call that the model keeps, with what it was made of. */
export interface Kept {
  readonly exchange: Exchange;
  readonly templated: Templated;
  readonly signedIn: boolean;
  readonly opens: boolean;
}

const mostCalls = 500;

/** Builds the tables from recorded calls. */
export function modelOfCalls(exchanges: readonly Exchange[], asking: Asking): Model {
  const host = asking.host ?? busiest(exchanges);
  const answered = exchanges.filter(({ status, method }) => status < 400 && method !== 'OPTIONS' && method !== 'HEAD');
  const own = answered.filter((one) => one.url.host === host && !isStatic(one));
  const session = sessionIn(own, jsonOf);
  const identities = identitiesIn(own, session);
  const asked = own.filter((one) => session.credentialOf(one) !== undefined || one.method !== 'GET');
  const sources = new Sources(
    asked,
    exchanges.filter((one) => one.url.host !== host),
    jsonOf,
  );
  const templates = new Templates({ sources, family: namesOf(asking.family), identityOf: identities.of });
  const kept = asked
    .filter(({ method, status }) => methods.has(method) && !(method === 'GET' && status >= 300))
    .map((exchange) => ({
      exchange,
      templated: templates.of(exchange),
      signedIn: session.credentialOf(exchange) !== undefined,
      opens: session.openedBy(exchange) !== undefined,
    }));
  const scripts = answered.filter((one) => one.url.host === host && isScript(one)).map(({ answer }) => answer.text);
  const personal = new Set(Object.values(asking.family ?? {}));
  const carried = besideIn({ own, session, jsonOf, scripts, accountOf: identities.of, personal });
  const joining = joinSteps(kept, identities);
  const calls = callsOf(kept, joining.own, asking.service);
  return {
    api: apiOf(asking, [...joining.steps], { session, carried }),
    calls: calls.slice(0, mostCalls),
    notes: [
      `${own.length} calls of ${host || 'no host'} by ${identities.count} account${identities.count === 1 ? '' : 's'} were read.`,
      ...(session.seen ? [] : ['The recording shows no credential of a session: correct `token`.']),
      ...joining.notes,
      ...notesOn({ exchanges, own, kept, calls, host, session, carried }),
    ],
  };
}

function apiOf(
  { service }: Asking,
  steps: Api['join'][number]['steps'],
  { session, carried }: { readonly session: Session; readonly carried: Proposed },
): Model['api'] {
  return {
    id: service,
    service,
    token: { ...session.token, ...(carried.with.length === 0 ? {} : { with: [...carried.with] }) },
    ...(carried.beside === undefined ? {} : { beside: carried.beside }),
    join: [{ id: 'own', steps }],
  };
}

const methods = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);
const jsonOf = ({ answer }: Exchange): unknown => parsedJson(answer);

const isStatic = ({ method, url, answer }: Exchange): boolean =>
  method === 'GET' &&
  (/^(?:text\/(?:css|javascript)|application\/(?:x-)?javascript|image\/|font\/|audio\/|video\/)/.test(answer.type) ||
    /\.(?:js|mjs|css|png|jpe?g|gif|svg|webp|ico|woff2?|ttf|map|wasm)$/i.test(url.pathname));

const isScript = ({ answer, url }: Exchange): boolean =>
  /javascript/.test(answer.type) || /\.m?js$/i.test(url.pathname);

function busiest(exchanges: readonly Exchange[]): string {
  const counts = new Map<string, number>();
  for (const { url, method } of exchanges)
    counts.set(url.host, (counts.get(url.host) ?? 0) + (method === 'GET' ? 1 : 10));
  return [...counts].toSorted(([, one], [, other]) => other - one)[0]?.[0] ?? '';
}

// The families that the bench makes have an address of their own, under this name.
function namesOf(family: Asking['family'] = {}): ReadonlyMap<string, string> {
  const addresses = Object.keys(family).filter((name) => family[name]?.includes('@') === true);
  const own = addresses.includes('guardianEmail') ? 'guardianEmail' : addresses[0];
  return new Map(Object.entries(family).map(([name, value]) => [value, name === own ? 'email' : name]));
}
