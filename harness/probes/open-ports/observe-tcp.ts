import type { OpenPortsObservation } from '../../../schemas/types.ts';
import { NotObserved, type Observing } from '../../gather/probe.ts';
import { addressesOf, type Family } from '../shared/reach.ts';
import { recogniseTcp } from './recognise-tcp.ts';
import { scanTcpApart, type TimedScan } from './scan-apart.ts';

type Tcp = OpenPortsObservation['tcp'][number];
type Seen = Pick<Observing, 'bench' | 'declaration' | 'signal' | 'progress'>;

const allPorts = 65_535;
// Tried first, so that a unit that drops everything else is soon known to be there.
const common = [80, 443, 22, 23, 21, 25, 53, 554, 1883, 8883, 8080, 8443, 5555, 2323, 7547, 49152, 6668, 5000, 1900];
const dialoguesAtOnce = 16;
const mostDialogues = 512;

/** Scans all TCP ports at every address of the unit, side by side, and finds out what the open ones speak. */
export async function observeTcp(unit: string, observing: Seen): Promise<OpenPortsObservation> {
  const addresses = addressesOf(unit, observing);
  if (addresses.length === 0) throw new NotObserved('input-missing', `the bench names no address of ${unit}`);
  const connections = Math.ceil((observing.bench.pace?.connections ?? 1024) / addresses.length);
  const ports = portsFor(observing);
  const done = addresses.map(() => 0);
  const scans = await scanTcpApart({
    orders: addresses.map(({ address }) => ({ address, ports, connections })),
    signal: observing.signal,
    progress: (of, fraction) => {
      done[of] = fraction;
      observing.progress(done.reduce((sum, each) => sum + each, 0) / done.length, `TCP ports of ${unit}`);
    },
  });
  const parts = await Promise.all(
    scans.map((scan, index) => recogniseAll(scan, { unit, ...(addresses[index] as Place) }, observing.signal)),
  );
  return {
    complete: parts.every(({ complete }) => complete),
    scans: parts.map(({ scan }, index) => ({
      ...scan,
      id: uniquely(`${unit}/tcp/${lower(scan.family)}`, index, addresses),
    })),
    tcp: firstOfEach(parts.flatMap(({ tcp }) => tcp)),
    udp: [],
    baseline: [],
  };
}

interface Place {
  readonly family: Family;
  readonly address: string;
}

type Scan = Omit<OpenPortsObservation['scans'][number], 'id'>;

function portsFor({ declaration }: Seen): readonly number[] {
  const declared = declaration.ixit.services.filter(({ transport }) => transport === 'tcp').map(({ port }) => port);
  const every = Array.from({ length: allPorts }, (_, index) => index + 1);
  return [...new Set([...declared, ...common, ...every])];
}

async function recogniseAll(
  { open, answered, complete, milliseconds: scanned }: TimedScan,
  { unit, family, address }: Place & { readonly unit: string },
  signal: AbortSignal,
): Promise<{ readonly complete: boolean; readonly scan: Scan; readonly tcp: readonly Tcp[] }> {
  const started = performance.now();
  const recognised = await inParallel(open, async (port, index) =>
    index < mostDialogues ? recogniseTcp(address, port, signal) : { speaks: 'unknown', encrypted: false },
  );
  const milliseconds = Math.round(scanned + performance.now() - started);
  const tcp = open.map((port, index) => ({
    id: `${unit}/tcp/${lower(family)}/${port}`,
    unit,
    family,
    port,
    ...(recognised[index] ?? { speaks: 'unknown', encrypted: false }),
  }));
  const scan: Scan = { unit, family, transport: 'tcp', address, ports: allPorts, hostAnswered: answered, milliseconds };
  return { complete, scan, tcp };
}

async function inParallel<In, Out>(
  items: readonly In[],
  work: (item: In, index: number) => Promise<Out>,
): Promise<readonly Out[]> {
  const results: Out[] = [];
  let next = 0;
  const lane = async () => {
    for (let index = next++; index < items.length; index = next++)
      results[index] = await work(items[index] as In, index);
  };
  await Promise.all(Array.from({ length: dialoguesAtOnce }, lane));
  return results;
}

const lower = (family: Family): string => family.toLowerCase();

// A unit may have two addresses of one family; the first keeps the plain id.
function uniquely(id: string, index: number, addresses: readonly { family: Family }[]): string {
  const before = addresses.slice(0, index).filter(({ family }) => family === addresses[index]?.family).length;
  return before === 0 ? id : `${id}/${before + 1}`;
}

// Two addresses of one family usually lead to the same service: one row is enough.
function firstOfEach(rows: readonly Tcp[]): Tcp[] {
  return [...new Map(rows.toReversed().map((row) => [row.id, row])).values()].reverse();
}
