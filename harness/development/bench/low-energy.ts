import { airLacks, openAir } from '../../air/air.ts';
import type { Advertisement } from '../../probes/shared/bluetooth/advertisement.ts';
import { att, AttClient, word } from '../../probes/shared/bluetooth/att.ts';
import { readAttributeTable } from '../../probes/shared/bluetooth/attribute-table.ts';
import { LeHost } from '../../probes/shared/bluetooth/low-energy.ts';
import { initiatePairing } from '../../probes/shared/bluetooth/smp-initiator.ts';
import { Clock } from '../../reference-toy/bluetooth/clock.ts';
import { decentLe, uuids } from '../../reference-toy/bluetooth/manners.ts';
import { pairsWithAnybody, strangersWishes } from '../../reference-toy/bluetooth/pairs-with-anybody.fixture.ts';
import { Peripheral } from '../../reference-toy/bluetooth/peripheral.ts';
import type { Measured } from '../bench.ts';

const cycles = 1000;
/** Cycles that are compared with each other: the first so many and the last. */
const compared = 100;

const manners = { ...pairsWithAnybody({ read: 'encrypted' }), address: decentLe.address };

/**
 * A thousand times: scan, connect, discover, read, pair, read, disconnect, each as a stranger of its own address. What a host
 * or a toy does not let go shows as failures, or as last cycles that take longer than the first.
 */
export async function bench(): Promise<readonly Measured[]> {
  if (airLacks() !== undefined) return [];
  const air = await openAir();
  const unit = { serial: 'S-1', radioAddress: '02:00:5E:10:00:17' };
  const toy = await Peripheral.open(air.le, { manners, unit, clock: new Clock() });
  try {
    const took: number[] = [];
    const failures: string[] = [];
    for (let cycle = 0; cycle < cycles; cycle++) {
      const started = performance.now();
      const failure = await visit(air.le).catch((error: unknown) => (error as Error).message);
      took.push(performance.now() - started);
      if (failure !== undefined) failures.push(failure);
    }
    for (const failure of new Set(failures)) process.stderr.write(`Bluetooth: ${failure}\n`);
    const [first, last] = [mean(took.slice(0, compared)), mean(took.slice(-compared))];
    const said = (which: string, each: number) => `${which} ${compared}: ${each.toFixed(1)} ms`;
    const name = `Bluetooth LE: ${cycles} visits, ${failures.length} failures`;
    return [{ name, ours: said('last', last), theirs: said('first', first), ratio: last / first }];
  } finally {
    toy.close();
    await air.stop();
  }
}

/** One visit; what went wrong, or undefined. */
async function visit(adapter: string): Promise<string | undefined> {
  const host = await LeHost.open(adapter);
  try {
    const found = await heard(host);
    const link = found && (await host.connect(found, 2000));
    if (link === undefined) return found ? 'no connection' : 'not heard';
    const client = new AttClient(link.link);
    const { attributes, brokeOff } = await readAttributeTable(client, AbortSignal.timeout(10_000));
    if (brokeOff !== undefined) return brokeOff;
    const handle = attributes.find(({ uuid }) => uuid === uuids.mood)?.handle ?? 0;
    const before = await client.request(att.read, word(handle));
    if (before.kind !== 'error') return `a stranger's read gave ${before.kind}`;
    const { outcome } = await initiatePairing(host, link, strangersWishes);
    if (outcome !== 'paired') return `pairing: ${outcome}`;
    const after = await client.request(att.read, word(handle));
    await host.disconnect(link);
    return after.kind === 'response' ? undefined : `a read after pairing gave ${after.kind}`;
  } finally {
    host.close();
  }
}

async function heard(host: LeHost): Promise<Advertisement | undefined> {
  let stop: () => Promise<void> = () => Promise.resolve();
  const found = await new Promise<Advertisement | undefined>((resolve, reject) => {
    const timer = setTimeout(() => resolve(undefined), 3000);
    const hear = (advertisement: Advertisement) => {
      if (advertisement.event !== 0) return;
      clearTimeout(timer);
      resolve(advertisement);
    };
    host.scan(hear).then((end) => (stop = end), reject);
  });
  await stop();
  return found;
}

const mean = (times: readonly number[]): number => times.reduce((sum, each) => sum + each, 0) / times.length;
