import { fieldsOf, type Field } from './fields-of.ts';
import type { Asked } from './recording.ts';
import { hostOf } from './recording.ts';
import type { Rows } from './take-journey.ts';

/** A request with the id of its row. */
export interface Numbered {
  readonly id: string;
  readonly asked: Asked;
}

/** Whose rows these are, and which hosts belong to the bench. */
export interface Whose {
  readonly journey: string;
  readonly benchHosts: readonly string[];
}

/** The moment of a row, as every table with moments has it. */
export const momentOf = (journey: string, { moment: { step, phase, sharing } }: Pick<Asked, 'moment'>) => ({
  ...{ journey, step, phase, sharing },
});

/** One row for each request. */
export function requestRows(all: readonly Numbered[], { journey, benchHosts }: Whose): Rows['requests'] {
  return all.map(({ id, asked }) => {
    const url = URL.canParse(asked.url) ? new URL(asked.url) : undefined;
    const host = url?.hostname ?? '';
    return {
      id,
      ...momentOf(journey, asked),
      ...{ asker: asked.asker, kind: asked.kind, method: asked.method.slice(0, 20) },
      ...{ scheme: url?.protocol.replace(':', '') ?? '', host, path: (url?.pathname ?? '').slice(0, 2000) },
      queryNames: [...new Set(url?.searchParams.keys() ?? [])].slice(0, 100).map((name) => name.slice(0, 200)),
      status: asked.response?.status ?? null,
      ...(asked.redirectsTo === undefined ? {} : { redirectsTo: withoutQuery(asked.redirectsTo) }),
      ...{ bytes: asked.body.length + asked.frames.reduce((sum, { bytes }) => sum + bytes.length, 0) },
      ...{ bodyRead: asked.bodyWhole, mixed: asked.mixed, upgraded: asked.upgraded, bench: benchHosts.includes(host) },
      ...(asked.problem === undefined ? {} : { problem: asked.problem.slice(0, 200) }),
    };
  });
}

const withoutQuery = (url: string) => url.replace(/[?#].*$/s, '').slice(0, 2000);

/** One row for each page and frame that came, with the headers that defend it. */
export function documentRows(all: readonly Numbered[], { journey, benchHosts }: Whose): Rows['documents'] {
  const documents = all.filter(({ asked }) => asked.kind === 'Document' && asked.redirectsTo === undefined);
  return documents.flatMap(({ id, asked }) => {
    const { response } = asked;
    if (response === undefined || !URL.canParse(asked.url) || benchHosts.includes(hostOf(asked.url))) return [];
    const url = new URL(asked.url);
    const header = (name: string, key: string, most: number) =>
      response.headers[name] === undefined ? {} : { [key]: response.headers[name].slice(0, most) };
    const meta = metaPolicyOf(asked);
    return [
      {
        id: id.replace('/r', '/d'),
        ...{ journey, step: asked.moment.step, host: url.hostname, scheme: url.protocol.replace(':', '') },
        ...{ path: url.pathname.slice(0, 2000), status: response.status },
        ...header('content-security-policy', 'contentSecurityPolicy', 8000),
        ...header('x-frame-options', 'xFrameOptions', 500),
        ...header('x-content-type-options', 'xContentTypeOptions', 200),
        ...header('strict-transport-security', 'strictTransportSecurity', 500),
        ...header('referrer-policy', 'referrerPolicy', 300),
        ...header('content-type', 'contentType', 300),
        ...(meta === undefined ? {} : { metaPolicy: meta }),
      },
    ];
  });
}

// A page can carry a policy in itself, which may not forbid framing (Content Security Policy Level 3, 3.3).
function metaPolicyOf({ content }: Asked): string | undefined {
  const tag = /<meta[^>]{0,200}http-equiv=["']?content-security-policy["']?[^>]{0,9000}>/i.exec(
    content?.subarray(0, 100_000).toString('utf8') ?? '',
  )?.[0];
  return tag === undefined
    ? undefined
    : (/content="([^"]{0,8000})"/i.exec(tag) ?? /content='([^']{0,8000})'/i.exec(tag))?.[1];
}

/** What is told of the fields of a request. */
export interface FieldsRead {
  /** Names of the values of the family that a text holds. */
  readonly canariesIn: (text: string) => readonly string[];
  /** Values that the browser keeps beyond the session, with the host whose cookie each is. */
  readonly lasting: ReadonlyMap<string, string>;
}

/** One row for each field that was sent in a journey: by host, place and name, the first time. */
export function fieldRows(all: readonly Numbered[], whose: Whose, { canariesIn, lasting }: FieldsRead): Rows['fields'] {
  const rows = new Map<string, Rows['fields'][number]>();
  for (const { asked } of all) {
    if (!URL.canParse(asked.url)) continue;
    const { hostname: host, pathname } = new URL(asked.url);
    for (const field of fieldsOf(asked)) {
      const { place, name } = field;
      const key = [host, pathname, place, name, asked.moment.phase, asked.moment.sharing].join(' ');
      const canaries = canariesIn(field.value);
      const before = rows.get(key);
      if (before !== undefined) {
        rows.set(key, { ...before, canaries: [...new Set([...before.canaries, ...canaries])] });
        continue;
      }
      const { journey, benchHosts } = whose;
      rows.set(key, {
        id: `${journey}/f${rows.size + 1}`,
        ...momentOf(journey, asked),
        ...{ host, path: pathname.slice(0, 2000), place, name, canaries: [...canaries] },
        ...{ lasting: isLasting(field, host, lasting), bench: benchHosts.includes(host) },
      });
    }
  }
  return [...rows.values()].slice(0, 5000);
}

function isLasting({ value }: Field, host: string, lasting: ReadonlyMap<string, string>): boolean {
  const owner = lasting.get(value);
  return owner !== undefined && !(owner === host);
}
