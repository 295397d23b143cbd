import type { Ixit } from '../../../../schemas/types.ts';

export type Api = NonNullable<Ixit['apis']>[number];
export type Call = NonNullable<Ixit['apiCalls']>[number];
export type DeclaredRequest = Call['request'];

/** Values by name that are put into the braces of a request. */
export type Values = ReadonlyMap<string, string>;

/** A request with every brace filled. */
export interface Filled {
  readonly method: string;
  readonly path: string;
  readonly body: string | Buffer | undefined;
  readonly type: string | undefined;
  readonly service: string | undefined;
}

const brace = /\{([a-zA-Z][a-zA-Z0-9]*)\}/g;

/** Fills a declared request; undefined where a value is not known, because an earlier call did not give it. */
export function fill(request: DeclaredRequest, values: Values, picture?: Buffer): Filled | undefined {
  const missing = namesIn(request).some((name) => !values.has(name));
  if (missing) return undefined;
  const path = request.path.replace(brace, (_, name: string) => encodeURIComponent(values.get(name) ?? ''));
  const { method, service } = request;
  return { method, path, service, ...bodyOf(request, values, picture) };
}

/** The names in the braces of a request. */
export const namesIn = (request: DeclaredRequest): readonly string[] =>
  [...JSON.stringify([request.path, request.json, request.form]).matchAll(brace)].map(([, name]) => name ?? '');

function bodyOf(request: DeclaredRequest, values: Values, picture: Buffer | undefined): Pick<Filled, 'body' | 'type'> {
  if (request.picture !== undefined) return { body: picture, type: request.picture };
  if (request.json !== undefined)
    return { body: JSON.stringify(filled(request.json, values)), type: 'application/json' };
  if (request.form === undefined) return { body: undefined, type: undefined };
  const body = new URLSearchParams(filled(request.form, values) as Record<string, string>).toString();
  return { body, type: 'application/x-www-form-urlencoded' };
}

/** The value with every brace in it filled, at any depth. */
export function filled(value: unknown, values: Values): unknown {
  if (typeof value === 'string') return value.replace(brace, (_, name: string) => values.get(name) ?? '');
  if (Array.isArray(value)) return value.map((one) => filled(one, values));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, filled(one, values)]));
}
