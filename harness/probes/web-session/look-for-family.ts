import { canariesIn } from '../shared/canaries/canaries.ts';
import { decoded } from '../shared/canaries/unpack.ts';
import type { Kept } from './kept-in-browser.ts';
import { momentOf, type Numbered, type Whose } from './rows-of-requests.ts';
import type { Asked, Moment } from './recording.ts';
import type { Rows } from './take-journey.ts';

type Sighting = Rows['sightings'][number];
type Child = Readonly<Record<string, string>>;

/** Looks for the values of the family in everything that left and in what the browser kept. */
export function lookForFamily(
  { all, kept, now }: { readonly all: readonly Numbered[]; readonly kept: Kept; readonly now: Moment },
  whose: Whose,
  child: Child,
): Sighting[] {
  const found = new Sightings(whose, child);
  for (const { id, asked } of all) inRequest(found, id, asked);
  for (const { name, value, domain } of kept.cookies)
    found.look(`${name}=${value}`, { where: 'cookie', host: domain.replace(/^\./, ''), path: '/', moment: now });
  for (const { name, value, host, kind } of [...kept.items, ...kept.contents])
    found.look(`${name}\n${value}`, { where: 'storage', host, path: kind, moment: now });
  return found.rows;
}

function inRequest(found: Sightings, request: string, asked: Asked): void {
  if (!URL.canParse(asked.url)) return;
  const { hostname: host, pathname } = new URL(asked.url);
  const at = { host, path: pathname.slice(0, 2000), moment: asked.moment, request };
  const { referer = '', cookie = '', ...others } = asked.headers;
  found.look(asked.url, { ...at, where: 'address' });
  found.look(referer, { ...at, where: 'referrer' });
  found.look(cookie, { ...at, where: 'cookie' });
  found.look(Object.values(others).join('\n'), { ...at, where: 'header' });
  found.look(decoded(asked.body, asked.headers['content-encoding']), { ...at, where: 'body' });
  for (const { bytes, moment } of asked.frames) found.look(bytes, { ...at, where: 'frame', moment });
}

interface Place {
  readonly where: Sighting['where'];
  readonly host: string;
  readonly path: string;
  readonly moment: Moment;
  readonly request?: string;
}

class Sightings {
  readonly #rows = new Map<string, Sighting>();
  readonly #whose: Whose;
  readonly #child: Child;

  constructor(whose: Whose, child: Child) {
    this.#whose = whose;
    this.#child = child;
  }

  get rows(): Sighting[] {
    return [...this.#rows.values()];
  }

  look(content: string | Uint8Array, { where, host, path, moment, request }: Place): void {
    if (content.length < 6) return;
    const { journey, benchHosts } = this.#whose;
    for (const { name, encoding } of canariesIn(content, this.#child)) {
      const address = where === 'address' || where === 'referrer' ? path : '';
      const key = [name, encoding, where, host, address, moment.phase, moment.sharing].join(' ');
      if (this.#rows.has(key)) continue;
      this.#rows.set(key, {
        id: `${journey}/c${this.#rows.size + 1}`,
        ...momentOf(journey, { moment }),
        ...{ canary: name, encoding: encoding.slice(0, 100), where, host, path, bench: benchHosts.includes(host) },
        ...(request === undefined ? {} : { request }),
      });
    }
  }
}

/** Values of session cookies and bearer tokens in addresses and referrers. */
export function tokenRows(all: readonly Numbered[], kept: Kept, { journey, benchHosts }: Whose): Rows['tokens'] {
  const tokens = new Map(
    kept.cookies.filter(({ value }) => value.length >= 16).map(({ name, value }) => [value, name]),
  );
  for (const { asked } of all) {
    const bearer = /^Bearer\s+(\S{16,4000})$/i.exec(asked.headers['authorization'] ?? '')?.[1];
    if (bearer !== undefined) tokens.set(bearer, 'authorization');
  }
  const rows: Rows['tokens'] = [];
  for (const { id, asked } of all) {
    const host = URL.canParse(asked.url) ? new URL(asked.url).hostname : '';
    if (benchHosts.includes(host)) continue;
    for (const [value, token] of tokens)
      for (const [where, text] of [
        ['address', asked.url],
        ['referrer', asked.headers['referer'] ?? ''],
      ] as const)
        if (text.includes(value) || text.includes(encodeURIComponent(value)))
          rows.push({
            id: `${id.replace('/r', '/t')}.${rows.length}`,
            ...momentOf(journey, asked),
            where,
            host,
            path: new URL(asked.url).pathname.slice(0, 2000),
            token,
          });
  }
  return rows.slice(0, 1000);
}
