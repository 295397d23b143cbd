import type { LeManners } from '../bluetooth/manners.ts';
import { standUnits } from '../bluetooth/stand-unit.ts';
import type { RadioToy } from './incident.ts';
import { writePapers } from './papers.ts';
import type { StagedIncident } from './stage-incident.ts';

/** Switches two units of a toy on that went wrong over Bluetooth Low Energy, each in an air of its own. */
export async function stageLe(
  { incident, le }: { readonly incident: RadioToy; readonly le: LeManners },
  folder: string,
): Promise<StagedIncident> {
  const standing = await standUnits(le, 2);
  const { bluetooth, stop } = standing;
  const units = standing.units.map(({ id, serial, radioAddresses }) => ({ id, serial, radioAddresses }));
  return { documents: writePapers(folder, { incident, units, bluetooth }), adapter: bluetooth.adapter ?? '', stop };
}
