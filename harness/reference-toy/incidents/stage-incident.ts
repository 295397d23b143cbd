import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openAir, type Air } from '../../air/air.ts';
import { switchClassicOn } from '../bluetooth/classic-radio.ts';
import type { ClassicManners } from '../bluetooth/classic-manners.ts';
import { lendHands } from '../bluetooth/hands.ts';
import type { RadioToy } from './incident.ts';
import { writePapers } from './papers.ts';
import { stageLe } from './stage-le.ts';

/** A toy of an incident that is switched on, with the documents from which it can be planned and gathered. */
export interface StagedIncident {
  readonly documents: { readonly declaration: string; readonly bench: string; readonly answers: string };
  /** Where its controllers are, for who wants to look by himself. */
  readonly adapter: string;
  readonly stop: () => Promise<void>;
}

const unit = 'unit-1';
const clockSpeed = 60;

/**
 * Switches the toy of an incident on, in an air of its own, with hands that touch it.
 * @throws UserError TOOL where there can be no emulated air
 */
export async function stageIncident(incident: RadioToy, folder: string): Promise<StagedIncident> {
  const { le, classic } = incident;
  if (le !== undefined) return stageLe({ incident, le }, folder);
  if (classic === undefined) throw new Error(`${incident.id} has no radio`);
  const air = await openAir();
  try {
    return await stageIn(air, { incident, classic }, folder);
  } catch (error) {
    await air.stop();
    throw error;
  }
}

async function stageIn(
  air: Air,
  { incident, classic }: { readonly incident: RadioToy; readonly classic: ClassicManners },
  folder: string,
): Promise<StagedIncident> {
  const toy = await switchClassicOn({ adapter: air.classic, manners: classic, clockSpeed });
  // The name of a socket has room for 107 octets.
  const place = mkdtempSync(join(tmpdir().length > 60 ? '/tmp' : tmpdir(), 'toymark-hands-'));
  const hands = join(place, 'hands');
  const takeAway = await lendHands(hands, new Map([[unit, [toy]]]));
  const stop = async () => {
    takeAway();
    toy.stop();
    await air.stop();
    rmSync(place, { recursive: true, force: true });
  };
  const units = [{ id: unit, serial: 'S-0001', radioAddresses: [toy.address] }];
  const bluetooth = { adapter: air.le, classic: air.classic, hands: `unix:${hands}`, clockSpeed };
  return { documents: writePapers(folder, { incident, units, bluetooth }), adapter: air.classic, stop };
}
