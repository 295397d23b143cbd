import { declared } from '../../schemas/declared.ts';
import type { OpenPortsObservation } from '../../schemas/types.ts';
import { observeTcp } from '../probes/open-ports/observe-tcp.ts';
import { observeUdp } from '../probes/open-ports/observe-udp.ts';
import type { Product } from './product.ts';

type Row = OpenPortsObservation['baseline'][number];

/** The ports that answer at the toy's addresses before it is switched on: services of this machine. */
export async function takeBaseline({ declaration, bench }: Product): Promise<readonly Row[]> {
  const observing = {
    bench,
    declaration: declared(declaration),
    signal: AbortSignal.timeout(120_000),
    progress: () => undefined,
  };
  const rows: Row[] = [];
  for (const { id } of declaration.product.units) {
    const { tcp } = await observeTcp(id, observing);
    const { udp } = await observeUdp(id, observing);
    rows.push(...tcp.map((row) => baselineRow(row, 'tcp')), ...udp.map((row) => baselineRow(row, 'udp')));
  }
  return rows;
}

const baselineRow = ({ id, unit, family, port }: Omit<Row, 'transport'>, transport: Row['transport']): Row => ({
  id,
  unit,
  family,
  transport,
  port,
});
