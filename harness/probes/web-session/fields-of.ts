import { decoded } from '../shared/canaries/unpack.ts';
import type { Asked } from './recording.ts';

/** A field that was sent, by name, with its value. */
export interface Field {
  readonly place: 'query' | 'form' | 'json' | 'multipart' | 'frame';
  readonly name: string;
  readonly value: string;
}

/** Most fields that are read of one request. */
const mostFields = 500;

/** Everything in an address and a body that has a name; lists count by the name they stand under. */
export function fieldsOf(asked: Asked): readonly Field[] {
  const query = URL.canParse(asked.url) ? pairs('query', new URL(asked.url).searchParams) : [];
  const type = (asked.headers['content-type'] ?? '').toLowerCase();
  const body = decoded(asked.body, asked.headers['content-encoding']);
  const frames = asked.frames.flatMap(({ bytes }) => leavesOf('frame', bytes.toString('utf8')) ?? []);
  return [...query, ...bodyFields(type, Buffer.from(body)), ...frames].slice(0, mostFields);
}

function bodyFields(type: string, body: Buffer): readonly Field[] {
  if (body.length === 0) return [];
  const text = body.toString('utf8');
  if (type.startsWith('application/x-www-form-urlencoded')) return pairs('form', new URLSearchParams(text));
  if (type.startsWith('multipart/form-data')) return partsOf(text);
  return leavesOf('json', text) ?? [];
}

const pairs = (place: Field['place'], given: URLSearchParams): readonly Field[] =>
  [...given].map(([name, value]) => ({ place, name: name.slice(0, 300), value }));

// RFC 7578.
function partsOf(text: string): readonly Field[] {
  const boundary = /^--[^\r\n]{1,200}/.exec(text)?.[0];
  if (boundary === undefined) return [];
  return text.split(boundary).flatMap((part) => {
    const name = /name="([^"]{0,300})"/i.exec(part.slice(0, 2000))?.[1];
    const at = part.indexOf('\r\n\r\n');
    return name === undefined || at === -1 ? [] : [{ place: 'multipart' as const, name, value: part.slice(at + 4) }];
  });
}

function leavesOf(place: Field['place'], text: string): readonly Field[] | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const fields: Field[] = [];
  const waiting: { readonly value: unknown; readonly path: string }[] = [{ value, path: '' }];
  for (let next = waiting.pop(); next !== undefined && fields.length < mostFields; next = waiting.pop()) {
    const { value: each, path } = next;
    if (Array.isArray(each))
      waiting.push(...each.slice(0, mostFields).map((inner: unknown) => ({ value: inner, path })));
    else if (typeof each === 'object' && each !== null)
      for (const [name, inner] of Object.entries(each).slice(0, mostFields))
        waiting.push({ value: inner, path: path === '' ? name : `${path}.${name}`.slice(0, 300) });
    else if (each !== null)
      fields.push({
        place,
        name: path === '' ? '(value)' : path,
        value: typeof each === 'string' ? each : JSON.stringify(each),
      });
  }
  return fields;
}
