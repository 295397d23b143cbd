import { fill, type Filled } from '../shared/service/fill.ts';
import type { Desk, Family } from '../shared/service/family.ts';
import type { Observation, Part } from './probe.ts';
import { rehearse, settle, type Rehearsed } from '../shared/service/rehearsal.ts';

type Row = Observation['errors'][number];
type Detail = Row['details'][number];

// Forms of details, not words: a path with a file in it, a line of a trace, a query, a version of a program.
const forms: Readonly<Record<Detail, RegExp>> = {
  trace:
    /\bat [\w.<>$ [\]]{1,80} ?\(?[^()\s]{1,200}:\d+:\d+\)?|Traceback \(most recent call last\)|\([\w$]{1,80}\.java:\d+\)|\bon line \d+\b|goroutine \d+ \[/,
  path: /(?:\/(?:usr|home|var|srv|opt|app|root|tmp|etc|node_modules|dist|src)\/[\w.@/-]{1,200}\.\w{1,5}\b)|[A-Z]:\\[\w\\.-]{3,200}|file:\/\/\/\w/,
  query:
    /\bSELECT\b[^<>]{1,300}\bFROM\b|\bINSERT INTO\b|\bSQLSTATE\b|\bnear "[^"]{0,80}": syntax error|\bORA-\d{5}\b|\bLIKE '%/i,
  version:
    /\b(?:nginx|apache|express|php|python|werkzeug|django|rails|tomcat|jetty|kestrel|mysql|mariadb|postgresql|mongodb|sqlite|openresty|node)[ /]v?\d+\.\d+/i,
};

/** Calls with values of the wrong kind, and what the answers tell of the inside. */
export async function observeErrors(desk: Desk): Promise<Part> {
  const family = await settle(desk);
  const errors: Row[] = [];
  for (const control of await rehearse(desk, family)) errors.push(...(await provoke(desk, family, control)));
  return { errors };
}

async function provoke(desk: Desk, family: Family, { call, answer: own }: Rehearsed): Promise<readonly Row[]> {
  const filled = fill(call.request, family.values, family.picture);
  if (filled === undefined) return [];
  const held = detailsIn(own.text);
  const rows: Row[] = [];
  for (const [provocation, request] of Object.entries(provocations(filled))) {
    const answer = await desk.client.send(request, family.credential);
    const details = answer === undefined ? [] : detailsIn(answer.text).filter((detail) => !held.includes(detail));
    const where = { id: `${desk.api.id}/errors/${call.id}/${provocation}`, api: call.api, call: call.id, provocation };
    rows.push({ ...where, status: answer?.status ?? null, details, control: own.status < 400 });
  }
  return rows;
}

const detailsIn = (text: string): Detail[] =>
  (Object.entries(forms) as [Detail, RegExp][])
    .filter(([, form]) => form.test(text.slice(0, 100_000)))
    .map(([detail]) => detail);

function provocations(request: Filled): Readonly<Record<string, Filled>> {
  const { path, body, type } = request;
  const [bare = ''] = path.split('?', 1);
  const all: Record<string, Filled> = {
    'broken-escape': { ...request, path: `${bare}%` },
    'long-path': { ...request, path: `${bare}${'a'.repeat(3000)}` },
    'quotes-in-path': { ...request, path: `${bare}'"%00` },
    'other-method': { ...request, method: request.method === 'GET' ? 'PUT' : 'GET', body: undefined },
  };
  if (type !== 'application/json' || typeof body !== 'string') return all;
  const members = Object.keys(JSON.parse(body) as object);
  const each = (value: unknown) => JSON.stringify(Object.fromEntries(members.map((name) => [name, value])));
  return {
    ...all,
    'broken-json': { ...request, body: body.slice(0, -1) },
    'array-for-object': { ...request, body: '[[[]]]' },
    'numbers-for-texts': { ...request, body: each(1e308) },
    'objects-for-texts': { ...request, body: each({ toString: 1 }) },
    'long-texts': { ...request, body: each('a'.repeat(20_000)) },
    'wrong-type': { ...request, type: 'text/plain' },
  };
}
