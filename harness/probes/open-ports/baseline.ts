import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Bench, OpenPortsObservation } from '../../../schemas/types.ts';
import { NotObserved, type Observing } from '../../gather/probe.ts';
import { familyOf } from '../shared/reach.ts';
import { answeringUdp } from './observe-udp.ts';
import { scanTcp } from './scan-tcp.ts';

export type BaselineRow = OpenPortsObservation['baseline'][number];
export type Transport = 'tcp' | 'udp';

const mostBytes = 4 << 20;

/**
 * The ports that answered at these addresses before the product was switched on: a JSON list of rows.
 * @throws NotObserved input-missing where the bench names a file that cannot be read as such a list
 */
export async function readBaseline({
  bench,
  benchFolder,
}: Pick<Observing, 'bench' | 'benchFolder'>): Promise<readonly BaselineRow[]> {
  if (bench.baseline === undefined) return [];
  const wrong = new NotObserved('input-missing', 'the bench names a baseline that is not a list of ports');
  const text = await readFile(resolve(benchFolder, bench.baseline)).catch(() => undefined);
  if (text === undefined || text.length > mostBytes) throw wrong;
  let rows: unknown;
  try {
    rows = JSON.parse(text.toString('utf8'));
  } catch {
    throw wrong;
  }
  if (!Array.isArray(rows) || !rows.every(isRow)) throw wrong;
  return rows;
}

function isRow(value: unknown): value is BaselineRow {
  if (typeof value !== 'object' || value === null) return false;
  const row = value as Partial<Record<keyof BaselineRow, unknown>>;
  const port = row.port;
  return (
    typeof row.id === 'string' &&
    typeof row.unit === 'string' &&
    (row.family === 'IPv4' || row.family === 'IPv6') &&
    (row.transport === 'tcp' || row.transport === 'udp') &&
    typeof port === 'number' &&
    Number.isInteger(port) &&
    port > 0 &&
    port < 65_536
  );
}

/**
 * Which ports answer at these addresses now, before the product is switched on: the rows of a baseline file.
 * @param reach addresses by unit, as in the bench
 */
export async function baselineOf(
  reach: Bench['reach'],
  { connections = 1024, signal = AbortSignal.timeout(600_000) } = {},
): Promise<readonly BaselineRow[]> {
  const places = Object.entries(reach).flatMap(([unit, addresses]) => addresses.map((address) => ({ unit, address })));
  const rows: BaselineRow[] = [];
  for (const { unit, address } of places) {
    const family = familyOf(address);
    const row = (transport: Transport) => (port: number) => ({
      ...{ id: `${unit}/baseline/${transport}/${family.toLowerCase()}/${port}`, unit, family, transport, port },
    });
    const { open } = await scanTcp({ address, ports: everyPort, connections, signal });
    rows.push(...open.map(row('tcp')), ...(await answeringUdp(address, signal)).map(row('udp')));
  }
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}

const everyPort = Array.from({ length: 65_535 }, (_, index) => index + 1);
