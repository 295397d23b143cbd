import type { Ixit } from '../../schemas/types.ts';
import { changes, doesOf } from './deeds.ts';
import type { Asking, Model } from './from-calls.ts';
import { braceName, familyValueFor, rowId, singular, unused } from './naming.ts';
import type { Described, Description, Operation } from './read-openapi.ts';

type Api = NonNullable<Ixit['apis']>[number];
type Call = NonNullable<Ixit['apiCalls']>[number];

/** Builds the tables from a description. Nothing of it was seen to work. */
export function modelOfDescription(description: Description, { service }: Asking): Model {
  const { operations, schemes, left, title } = description;
  const token = tokenOf(operations, schemes);
  const named = operations.map((operation) => ({ operation, call: callOf(operation, { service, token }) }));
  const ids = new Set<string>();
  const calls = named.map(({ operation, call }) => {
    const id = unused(
      rowId(operation.id === '' ? `${call.does} ${lastWord(operation.path)}` : spaced(operation.id)),
      ids,
    );
    ids.add(id);
    return { ...call, id };
  });
  const rows = withState(withKeeps(calls, operations));
  const open = operations.flatMap(({ security }, at) => (security.length === 0 ? [calls[at]?.id ?? ''] : []));
  return {
    api: { id: service, service, token: token.declared, join: joinOf(rows) },
    calls: inOrder(rows).slice(0, 500),
    notes: [
      `${operations.length} operations of "${title}" were read; none was tried.`,
      ...(token.field ? [] : ['Where the token stands in the answer of a sign-in is not described: correct `token`.']),
      ...missingFor(rows),
      ...(open.length === 0 ? [] : [`Described without a credential: ${open.slice(0, 12).join(', ')}.`]),
      ...(left.length === 0 ? [] : [`Not read: ${left.join('; ')}.`]),
    ],
  };
}

interface Token {
  readonly declared: Api['token'];
  /** The answer that gives it is described. */
  readonly field: boolean;
}

const tokenWords = /(?:^|\.)(?:access_?token|token|id_?token|jwt|session(?:_?token)?)$/i;

function tokenOf(operations: readonly Operation[], schemes: Description['schemes']): Token {
  const cookie = [...schemes.values()].find(({ type, in: place }) => type === 'apiKey' && place === 'cookie');
  if (cookie !== undefined) return { declared: { in: 'cookie', cookie: String(cookie['name']) }, field: true };
  const entering = operations.filter(({ method }) => method === 'POST').flatMap(({ answers }) => answers);
  const field = entering.find((path) => tokenWords.test(path));
  return { declared: { in: 'bearer', field: field ?? 'token' }, field: field !== undefined };
}

function callOf(
  operation: Operation,
  { service, token }: { readonly service: string; readonly token: Token },
): Omit<Call, 'id'> {
  const names = new Set<string>();
  const put = (field: Described): unknown => {
    const name = nameFor(field);
    if (name === undefined) return field.example ?? '';
    names.add(name);
    return `{${name}}`;
  };
  const path = operation.path.replace(
    /\{([^{}]{1,100})\}/g,
    (_, given: string) => `{${parameterName(given, operation.path)}}`,
  );
  const query = operation.query.map((field) => `${encodeURIComponent(field.name)}=${queried(put(field))}`).join('&');
  for (const [, name = ''] of path.matchAll(/\{(\w+)\}/g)) names.add(name);
  const { body, method, lists, answers, security } = operation;
  const fields = body === undefined || body === 'picture' ? {} : { [body.as]: membersOf(body, put) };
  const request = {
    ...{ method: method as Call['request']['method'], path: query === '' ? path : `${path}?${query}` },
    ...fields,
    ...(body === 'picture' ? { picture: 'image/png' as const } : {}),
  };
  const field = token.declared.field ?? 'token';
  const opens = answers.includes(field) || (!token.field && names.has('password') && security.length === 0);
  const signs = { method, path: request.path, names, signedIn: security.length > 0, opens, mailed: false, lists };
  return { api: service, does: doesOf(signs), request };
}

function membersOf(
  { as, fields }: Exclude<Operation['body'], 'picture' | undefined>,
  put: (field: Described) => unknown,
) {
  const all = fields.map((field) => [field.name, put(field)] as const).filter(([name]) => name !== '__proto__');
  const text = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
  return Object.fromEntries(all.map(([name, value]) => [name, as === 'form' ? text(value) : value]));
}

const queried = (value: unknown) =>
  typeof value === 'string' && value.startsWith('{') ? value : encodeURIComponent(String(value));

// What names another object is filled by what an earlier answer gave.
function nameFor({ name, format }: Described): string | undefined {
  if (format === 'email') return 'email';
  if (format === 'password') return 'password';
  return familyValueFor(name) ?? (/.(?:Id|_id)$/.test(name) ? braceName(name.replace(/_?id$/i, '')) : undefined);
}

// A parameter that is only called "id" is named by what stands before it.
function parameterName(given: string, path: string): string {
  if (/^serial/i.test(given)) return 'serial';
  const bare = given.replace(/[_-]?(?:id|uuid|guid)$/i, '');
  if (bare !== '') return braceName(bare);
  const before = path
    .slice(0, path.indexOf(`{${given}}`))
    .split('/')
    .findLast((part) => part !== '' && !part.startsWith('{'));
  return braceName(singular(before ?? 'id'));
}

type Row = Call;

/** The call that makes an object, or lists it, keeps its id for the calls that name it. */
function withKeeps(rows: readonly Row[], operations: readonly Operation[]): readonly Row[] {
  const kept = new Map<number, Record<string, string>>();
  const known = new Set([
    'email',
    'username',
    'password',
    'newPassword',
    'firstName',
    'birthday',
    'phrase',
    'serial',
    'code',
  ]);
  for (const name of new Set(
    rows.flatMap((row) => [...JSON.stringify(row.request).matchAll(/\{(\w+)\}/g)].map(([, one = '']) => one)),
  )) {
    if (known.has(name)) continue;
    const giver = giverOf(name, rows, operations);
    if (giver !== undefined) kept.set(giver.at, { ...kept.get(giver.at), [name]: giver.path });
  }
  return rows.map((row, at) => {
    const keeps = kept.get(at);
    return keeps === undefined ? row : { ...row, keeps };
  });
}

function giverOf(name: string, rows: readonly Row[], operations: readonly Operation[]) {
  const collection = (path: string) =>
    singular(path.split('?', 1)[0]?.split('/').at(-1) ?? '').toLowerCase() === name.toLowerCase();
  const able = rows.flatMap(({ request, does }, at) => {
    const answers = operations[at]?.answers ?? [];
    const path = answers.find((one) => new RegExp(`(?:^|\\.)(?:_?id|uuid|${name}_?id)$`, 'i').test(one));
    return collection(request.path) && path !== undefined ? [{ at, path, does }] : [];
  });
  return able.find(({ does }) => does === 'create') ?? able.find(({ does }) => does === 'list') ?? able[0];
}

function withState(rows: readonly Row[]): readonly Row[] {
  const reading = rows.filter(({ does }) => does === 'list' || does === 'read');
  return rows.map((row) => {
    if (!changes.has(row.does)) return row;
    const above = reading.filter(({ request }) => row.request.path.startsWith(request.path.split('?', 1)[0] ?? '/'));
    const [state] = above.toSorted(
      (one, other) =>
        Number(other.does === 'list') - Number(one.does === 'list') ||
        other.request.path.length - one.request.path.length,
    );
    return state === undefined ? row : { ...row, state: state.id };
  });
}

// What makes something comes before what reads it, and what ends it last.
function inOrder(rows: readonly Row[]): readonly Row[] {
  const ending = ['delete', 'remove', 'release', 'change-password', 'sign-out', 'erase'];
  const place = ({ does, request }: Row) =>
    ending.includes(does)
      ? 1000 + ending.indexOf(does)
      : 2 * request.path.split('{').length + (does === 'create' || does === 'link' ? 0 : 1);
  return rows.toSorted((one, other) => place(one) - place(other));
}

function joinOf(rows: readonly Row[]): Api['join'] {
  const up = rows.find(({ does }) => does === 'sign-up');
  const enter = rows.find(({ does }) => does === 'sign-in');
  const steps = [up, enter].flatMap((row) => (row === undefined ? [] : [{ request: row.request }]));
  const last = steps.at(-1);
  const opening =
    last === undefined
      ? [{ request: { method: 'POST' as const, path: '/SIGN-UP' }, opens: true }]
      : [{ ...last, opens: true }];
  return [{ id: 'own', steps: [...steps.slice(0, -1), ...opening] }];
}

function missingFor(rows: readonly Row[]): readonly string[] {
  const given = new Set(rows.flatMap(({ keeps = {} }) => Object.keys(keeps)));
  const known = /^(?:email|username|password|newPassword|firstName|birthday|phrase|serial|code)$/;
  const used = rows.flatMap(({ request }) =>
    [...JSON.stringify(request).matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name),
  );
  const lost = [...new Set(used)].filter((name) => !known.test(name) && !given.has(name));
  const up = rows.some(({ does }) => does === 'sign-up')
    ? []
    : ['No sign-up is described: `join` has to make an account.'];
  return [
    ...up,
    ...(lost.length === 0
      ? []
      : [`No described answer gives ${lost.slice(0, 20).join(', ')}: add a call that keeps it.`]),
  ];
}

const spaced = (words: string) => words.replace(/([a-z0-9])([A-Z])/g, '$1-$2');
const lastWord = (path: string) => path.split('/').findLast((part) => part !== '' && !part.startsWith('{')) ?? '';
