import { isIP } from 'node:net';
import { resolve } from 'node:path';
import type { Visit } from './family.ts';
import { hostOf } from './recording.ts';
import type { Numbered } from './rows-of-requests.ts';
import type { Rows } from './take-journey.ts';
import { aliasesOf, readTrackerList, type TrackerList } from './trackers.ts';

type Compared = Pick<Rows, 'trackers' | 'aliases' | 'trackerLists'>;

/** Compares every request with the bench's list of trackers, by its host and by the name behind it. */
export async function trackerRows({ part, observing, benchHosts }: Visit, all: readonly Numbered[]): Promise<Compared> {
  const { bench, benchFolder } = observing;
  const hosts = [...new Set(all.map(({ asked }) => hostOf(asked.url)))];
  const public_ = hosts.filter((host) => host.includes('.') && isIP(host) === 0 && bench.names?.[host] === undefined);
  const aliases = await aliasesOf(public_);
  const told = [...aliases].map(([host, alias], index) => ({ id: `${part.id}/a${index + 1}`, host, alias }));
  if (bench.trackers === undefined) return { trackers: [], aliases: told, trackerLists: [] };
  const list = await readTrackerList(resolve(benchFolder, bench.trackers));
  const { title, digest, date, ageDays, rules } = list;
  const others = all.filter(({ asked }) => !benchHosts.includes(hostOf(asked.url)));
  return {
    trackers: others.flatMap((one) => rowOf(one, list, aliases)),
    aliases: told,
    trackerLists: [{ id: `${part.id}/list`, title, digest, date, ageDays, rules }],
  };
}

function rowOf({ id, asked }: Numbered, list: TrackerList, aliases: ReadonlyMap<string, string>): Rows['trackers'] {
  if (!URL.canParse(asked.url)) return [];
  const { hostname: host, pathname } = new URL(asked.url);
  const alias = aliases.get(host);
  const { kind, page, moment } = asked;
  const direct = list.match({ url: asked.url, page, kind });
  // Seen from outside, the name behind the host is another party.
  const hidden = alias === undefined ? undefined : list.match({ url: asked.url.replace(host, alias), page, kind });
  const rule = direct ?? hidden;
  if (rule === undefined) return [];
  const row = {
    id: id.replace('/r', '/v'),
    journey: id.replace(/\/r\d+$/, ''),
    step: moment.step,
    host,
    path: pathname.slice(0, 2000),
    rule: rule.slice(0, 1000),
  };
  return [direct === undefined && alias !== undefined ? { ...row, alias } : row];
}
