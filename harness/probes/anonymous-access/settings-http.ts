import { exchange, type HttpRequest } from '../shared/http.ts';
import { printable } from '../shared/printable.ts';
import type { Setting, SettingAccess } from './settings.ts';

type Http = NonNullable<Setting['http']>;
type Request = Http['read'];

/** A setting read and written with one HTTP request each. */
export function httpSetting({ read, write }: Http): SettingAccess {
  const field = write.field ?? onlyField(write, read.field);
  const { method, path, body = '' } = requestOf(write);
  return {
    sent: `${method} ${path} ${body.toString()}`.trim(),
    value: field === undefined ? undefined : valueAt(write.json ?? write.form, field),
    read: async (place, session) => {
      const answer = await exchange(place, withHeaders(requestOf(read), session));
      if (answer === undefined || answer.status < 200 || answer.status >= 300) return null;
      const text = answer.body.toString('utf8');
      return read.field === undefined ? text : (valueAt(parsed(text), read.field) ?? null);
    },
    write: async (place, options) => {
      if (options !== undefined && field === undefined) return 'not sent';
      const chosen = options === undefined || field === undefined ? write : replaced(write, field, options.value);
      const answer = await exchange(place, withHeaders(requestOf(chosen), options?.session));
      return answer === undefined ? 'no answer' : `${String(answer.status)} ${printable(answer.body, 200)}`.trim();
    },
  };
}

function requestOf({ method, path, form, json }: Request): HttpRequest {
  if (json !== undefined)
    return { method, path, headers: { 'content-type': 'application/json' }, body: JSON.stringify(json) };
  if (form === undefined) return { method, path };
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return { method, path, headers, body: new URLSearchParams(form).toString() };
}

const withHeaders = (request: HttpRequest, more: Readonly<Record<string, string>> = {}): HttpRequest => ({
  ...request,
  headers: { ...request.headers, ...more },
});

// Which field of the request holds the value: the one named like the field that is read, or the only one.
function onlyField({ form, json }: Request, readField: string | undefined): string | undefined {
  const names = Object.keys(json ?? form ?? {});
  const last = readField?.split('.').at(-1);
  return names.find((name) => name === last) ?? (names.length === 1 ? names[0] : undefined);
}

function replaced(request: Request, field: string, value: string): Request {
  if (request.form !== undefined) return { ...request, form: { ...request.form, [field]: value } };
  const json = structuredClone(request.json ?? {}) as Record<string, unknown>;
  const names = field.split('.');
  let at = json;
  for (const name of names.slice(0, -1)) at = (at[name] ??= {}) as Record<string, unknown>;
  const last = names.at(-1) ?? field;
  at[last] = typeof at[last] === 'string' ? value : (parsed(value) ?? value);
  return { ...request, json };
}

function valueAt(content: unknown, field: string): string | undefined {
  let value = content;
  for (const name of field.split('.'))
    value =
      typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;
  if (value === undefined) return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
