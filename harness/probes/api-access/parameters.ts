import type { Call, DeclaredRequest, Values } from '../shared/service/fill.ts';
import { filled } from '../shared/service/fill.ts';

/** One place of a request into which a caller puts a value. */
export interface Parameter {
  readonly name: string;
  readonly kind: 'json' | 'form' | 'query' | 'path';
  /** The value that works. */
  readonly valueIn: (values: Values) => string;
}

/** Every parameter of a call; passwords and codes are compared by the service and left as they are. */
export function parametersOf({ request }: Call): readonly Parameter[] {
  const [path = '', query = ''] = request.path.split('?', 2);
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const inPath = names.map((name) => parameter(name, 'path', `{${name}}`));
  const inQuery = [...new URLSearchParams(query)].map(([name, value]) => parameter(name, 'query', value));
  const inBody = (kind: 'json' | 'form', body: object = {}) =>
    Object.entries(body).flatMap(([name, value]) => (typeof value === 'string' ? [parameter(name, kind, value)] : []));
  const all = [...inPath, ...inQuery, ...inBody('json', request.json), ...inBody('form', request.form)];
  return all.filter(({ name }) => !/password|code/i.test(name));
}

const parameter = (name: string, kind: Parameter['kind'], template: string): Parameter => ({
  name,
  kind,
  valueIn: (values) => String(filled(template, values)),
});

/** The request with another value in one place. */
export function withValue(request: DeclaredRequest, { name, kind }: Parameter, value: unknown): DeclaredRequest {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (kind === 'json') return { ...request, json: { ...request.json, [name]: value } };
  if (kind === 'form') return { ...request, form: { ...request.form, [name]: text } };
  if (kind === 'path') return { ...request, path: request.path.replace(`{${name}}`, encodeURIComponent(text)) };
  const [path = '', query = ''] = request.path.split('?', 2);
  const changed = new URLSearchParams(query);
  changed.set(name, text);
  return { ...request, path: `${path}?${changed.toString()}` };
}
