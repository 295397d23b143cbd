import { createHash } from 'node:crypto';
import type { Observations } from '../../../schemas/types.ts';
import { printable } from '../shared/printable.ts';
import { asksForLogin, readPage } from './page.ts';
import { ownOrigin, type Answered, type Ask } from './request.ts';
import { sameAnswer, sessionHeaders, type Session } from './session.ts';
import type { Endpoint } from '../shared/reach.ts';

type Observation = Observations['http-surface'];
type FoundBy = Observation['paths'][number]['foundBy'];

const common =
  `/ /admin /admin/ /administrator /api /api/ /api/config /api/settings /api/status /api/users /api/v1 /api/v1/users
/backup /backup.zip /backup.tar.gz /cgi-bin/ /cgi-bin/luci /cgi-bin/status /config /config.json /config.xml /config.bin
/console /dashboard /data /debug /debug/pprof/ /diag /dump /env /.env /export /files /firmware /.git/config /.git/HEAD
/goform/ /health /index.html /info /log /login /logs /metrics /phpinfo.php /private /recordings /register /robots.txt
/server-status /settings /setup /setup.html /shell /snapshot.jpg /status /stream /swagger.json /openapi.json /sys /system
/test /update /upgrade /uploads /users /video /wifi /ws /.well-known/security.txt`.split(/\s+/);

const mostPaths = 400;
const mostLinks = 200;
// A link that ends the session or changes the toy is not followed; a declared one is.
const consequential = /log-?out|sign-?out|log-?off|reboot|restart|reset|delete|remove|shutdown|erase|restore/i;

/** What is looked at through one endpoint, with and without session. */
export interface Visiting {
  readonly endpoint: Endpoint;
  readonly ask: Ask;
  readonly session: Session | undefined;
  readonly declared: readonly string[];
}

/** Visits declared paths, the links found on the way (same origin, at most 200) and common names. */
export async function visitPaths(visiting: Visiting): Promise<Pick<Observation, 'paths' | 'headers'>> {
  const waiting = new Map<string, FoundBy>();
  for (const path of visiting.declared) waiting.set(path, 'declared');
  for (const path of common) if (!waiting.has(path)) waiting.set(path, 'common-name');
  const found: Pick<Observation, 'paths' | 'headers'> = { paths: [], headers: [] };
  let links = 0;
  // A map gives what was added while it is walked.
  for (const [path, foundBy] of waiting) {
    if (found.paths.length >= mostPaths) break;
    const { row, headers, page } = await visit(visiting, path, foundBy);
    // A common name that is not there is no part of the surface.
    if (foundBy === 'common-name' && (row.withSession ?? 404) === 404 && (row.withoutSession ?? 404) === 404) continue;
    found.paths.push(row);
    found.headers.push(...headers);
    for (const link of linksOf(page, visiting.endpoint, path)) {
      if (waiting.has(link) || links >= mostLinks || consequential.test(link)) continue;
      waiting.set(link, 'link');
      links++;
    }
  }
  return found;
}

async function visit({ endpoint, ask, session }: Visiting, path: string, foundBy: FoundBy) {
  const [without, within] = await Promise.all([
    ask({ method: 'GET', path }),
    session === undefined ? undefined : ask({ method: 'GET', path, headers: sessionHeaders(session) }),
  ]);
  const location = without?.headers.location;
  const row = {
    id: idOf(endpoint, path),
    interface: endpoint.id,
    path: printable(path, 2000),
    foundBy,
    withSession: within?.status ?? null,
    withoutSession: without?.status ?? null,
    ...(location === undefined ? {} : { location: printable(location, 2000) }),
    sameBody:
      session === undefined || within === undefined || without === undefined ? null : sameAnswer(without, within),
    asksForLogin: without === undefined ? null : asksForLogin(without),
  };
  const page = within ?? without;
  return { row, page, headers: headerRows(endpoint, path, page) };
}

const idOf = (endpoint: Endpoint, path: string): string =>
  `${endpoint.id}/${createHash('sha256').update(path).digest('hex').slice(0, 24)}`;

function headerRows(endpoint: Endpoint, path: string, answer: Answered | undefined): Observation['headers'] {
  const entries = Object.entries(answer?.headers ?? {}).slice(0, 100);
  return entries
    .filter(([name]) => name !== 'set-cookie')
    .map(([name, value], at) => ({
      id: `${idOf(endpoint, path)}/${at}`,
      interface: endpoint.id,
      path: printable(path, 2000),
      name: printable(name, 100),
      value: printable([value ?? ''].flat().join(', '), 2000),
    }));
}

function linksOf(page: Answered | undefined, endpoint: Endpoint, from: string): readonly string[] {
  const base = `${ownOrigin(endpoint)}${from}`;
  const targets = [...readPage(page).links, ...[page?.headers.location].filter((target) => target !== undefined)];
  return targets.flatMap((target) => {
    const url = URL.canParse(target, base) ? new URL(target, base) : undefined;
    return url?.origin === new URL(base).origin && url.pathname.length < 500
      ? [`${url.pathname}${url.search}`.slice(0, 1000)]
      : [];
  });
}
