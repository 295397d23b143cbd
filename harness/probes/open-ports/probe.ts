import type { OpenPortsObservation } from '../../../schemas/types.ts';
import { NotObserved, type Planning, type Probe, type Target } from '../../gather/probe.ts';
import { readBaseline } from './baseline.ts';
import { observeTcp } from './observe-tcp.ts';
import { observeUdp } from './observe-udp.ts';

/** Which TCP and UDP ports of each unit answer, over IPv4 and IPv6, and what they speak whatever their number. */
export const probe: Probe<'open-ports'> = {
  version: '2',

  targets: ({ declaration }: Planning) =>
    declaration.product.units.flatMap(({ id }): readonly Target[] => [
      // Of two that take as long the one named first begins. A system tells of few closed UDP ports in a second; until other
      // instruments ask for one, it has recovered.
      { id: `${id}/udp`, units: [id], occupies: [`scan:${id}`], estimatedSeconds: 60, limitSeconds: 900 },
      { id: `${id}/tcp`, units: [id], occupies: [`scan:${id}`], estimatedSeconds: 60, limitSeconds: 3600 },
    ]),

  observe: async (target, observing) => {
    const unit = target.units[0] ?? '';
    const transport = target.id.endsWith('/udp') ? 'udp' : 'tcp';
    const observation = transport === 'tcp' ? await observeTcp(unit, observing) : await observeUdp(unit, observing);
    if (observation.scans.every(({ hostAnswered }) => hostAnswered === false) && !observation.complete)
      throw new NotObserved('unreachable', `nothing came from ${unit} at any of its addresses`);
    const baseline = (await readBaseline(observing)).filter((row) => row.unit === unit && row.transport === transport);
    return without(observation, baseline);
  },
};

function without(observation: OpenPortsObservation, baseline: OpenPortsObservation['baseline']): OpenPortsObservation {
  const older = new Set(baseline.map(({ family, port }) => `${family} ${port}`));
  const isNew = ({ family, port }: { family: string; port: number }) => !older.has(`${family} ${port}`);
  return {
    ...observation,
    tcp: observation.tcp.filter(isNew),
    udp: observation.udp.filter(isNew),
    baseline: baseline.map((row) => ({ ...row })),
  };
}
