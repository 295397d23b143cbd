import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AnnouncementsObservation } from '../../../schemas/types.ts';
import { NotObserved, type Observing, type Probe } from '../../gather/probe.ts';
import { canariesIn } from '../shared/canaries/canaries.ts';
import { answers } from '../shared/liveness.ts';
import { printable } from '../shared/printable.ts';
import { addressesOf, type Family } from '../shared/reach.ts';
import { describe } from './description.ts';
import { listen } from './ear.ts';
import type { Dialect, Field } from './field.ts';
import { mdns } from './mdns.ts';
import { ssdp } from './ssdp.ts';
import { wsDiscovery } from './ws-discovery.ts';

type Row = AnnouncementsObservation['announcements'][number];
type Protocol = Row['protocol'];

const dialects: Readonly<Record<Protocol, Dialect>> = { mdns, ssdp, 'ws-discovery': wsDiscovery };
const protocols = Object.keys(dialects) as readonly Protocol[];
/** Questions go out at these times within the window; what was heard decides what is asked next. */
const rounds = [0, 300, 900, 1800, 3000];
/** After the last question. */
const restMilliseconds = 2000;
const mostFields = 2000;

/** What each unit announces over mDNS, SSDP and WS-Discovery, by itself and when asked. */
export const probe: Probe<'announcements'> = {
  version: '2',

  targets: ({ declaration }) =>
    declaration.product.units.flatMap(({ id }) =>
      protocols.map((protocol) => ({
        ...{ id: `${id}/${protocol}`, units: [id], occupies: [] },
        ...{ estimatedSeconds: 6, limitSeconds: 60 },
      })),
    ),

  observe: async (target, observing) => {
    const unit = target.units[0] ?? '';
    const protocol = protocols.find((each) => target.id.endsWith(`/${each}`)) ?? 'mdns';
    const places = addressesOf(unit, observing);
    if (places.length === 0) throw new NotObserved('input-missing', `the bench names no address of ${unit}`);
    const heard = await Promise.all(places.map((place) => hearOne({ ...place, unit, protocol }, observing)));
    const silent = heard.every(({ rows }) => rows.length === 0);
    if (silent && !(await Promise.all(places.map(({ address }) => answers(address)))).includes(true))
      throw new NotObserved('unreachable', `nothing came from ${unit} at any of its addresses`);
    return { windows: heard.map(({ window }) => window), announcements: unique(heard.flatMap(({ rows }) => rows)) };
  },
};

interface Place {
  readonly unit: string;
  readonly protocol: Protocol;
  readonly family: Family;
  readonly address: string;
}

type Heard = { readonly window: AnnouncementsObservation['windows'][number]; readonly rows: readonly Row[] };

async function hearOne(place: Place, observing: Observing): Promise<Heard> {
  const { unit, protocol, family, address } = place;
  const dialect = dialects[protocol];
  const heard = new Map<string, Field>();
  const keep = (fields: readonly Field[]) => {
    for (const field of fields)
      if (heard.size < mostFields) heard.set(`${field.name} ${Buffer.from(field.value).toString('latin1')}`, field);
  };
  const started = performance.now();
  const network = observing.bench.network?.interface;
  const ear = await listen({
    address,
    group: dialect.group,
    interface: network,
    hear: (message) => keep(dialect.read(message)),
  });
  try {
    for (const [index, at] of rounds.entries()) {
      await sleep(Math.max(0, at - (performance.now() - started)), undefined, { signal: observing.signal });
      for (const question of dialect.questions([...heard.values()])) ear.ask(question);
      observing.progress(index / rounds.length, `${protocol} of ${unit}`);
    }
    await sleep(restMilliseconds, undefined, { signal: observing.signal });
  } finally {
    ear.close();
  }
  if (protocol === 'ssdp') keep(await describe([...heard.values()], observing.bench.reach[unit] ?? []));
  const seconds = Math.round(performance.now() - started) / 1000;
  const id = `${unit}/${protocol}/${address.replaceAll(/[^\w.]+/g, '-').replace(/^-|-$/g, '')}`;
  const window = { id, unit, protocol, family, seconds, listened: ear.joined };
  return { window, rows: [...heard.values()].map((field) => rowOf(place, field, observing)) };
}

function rowOf({ unit, protocol, family }: Place, { name, value }: Field, { bench }: Observing): Row {
  const bytes = Buffer.from(value);
  const digest = createHash('sha256').update(name).update('\0').update(bytes).digest('hex').slice(0, 16);
  const canaries = canariesIn(Buffer.concat([Buffer.from(`${name}\0`), bytes]), bench.child);
  const lookedFor = bench.child !== undefined;
  return {
    id: `${unit}/${protocol}/${family.toLowerCase()}/${digest}`,
    ...{ unit, protocol, family, field: printable(name, 60), value: printable(bytes, 1000) },
    ...(lookedFor ? { canaries: canaries.map((canary) => ({ ...canary })) } : {}),
  };
}

const unique = (rows: readonly Row[]): Row[] => [...new Map(rows.map((row) => [row.id, row])).values()];
