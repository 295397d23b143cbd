import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { readStandard } from '../../../schemas/read-standard.ts';
import type { Answers, Bench, Declaration } from '../../../schemas/types.ts';
import { openAir, type Air } from '../../air/air.ts';
import { switchClassicOn } from '../bluetooth/classic-radio.ts';
import { lendHands } from '../bluetooth/hands.ts';
import type { RadioToy } from './incident.ts';

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
  const air = await openAir();
  try {
    return await stageIn(air, incident, folder);
  } catch (error) {
    await air.stop();
    throw error;
  }
}

async function stageIn(air: Air, incident: RadioToy, folder: string): Promise<StagedIncident> {
  const toy = await switchClassicOn({ adapter: air.classic, manners: incident.classic, clockSpeed });
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
  const at = (name: string) => join(folder, `${name}.yaml`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(at('declaration'), stringify(declarationOf(incident, toy.address), { lineWidth: 120 }));
  writeFileSync(at('bench'), stringify(benchOf(air, `unix:${hands}`), { lineWidth: 120 }));
  writeFileSync(at('answers'), stringify({ operator: 'op-1', answers: incident.answers } satisfies Answers));
  return {
    documents: { declaration: at('declaration'), bench: at('bench'), answers: at('answers') },
    adapter: air.classic,
    stop,
  };
}

function declarationOf({ id, model, features, ixit }: RadioToy, address: string): Declaration {
  const standard = readStandard('next');
  return {
    declaration: 1,
    product: {
      ...{ manufacturer: 'Example Toys Ltd', model, modelNumber: id, ages: { from: 3, to: 8 } },
      ...{ placesOfSale: ['GB'], languages: ['en'] },
      units: [{ id: unit, serial: 'S-0001', radioAddresses: [address] }],
      parts: [{ id: 'toy', kind: 'hardware', version: 'as published' }],
    },
    edition: standard.edition.edition,
    level: 'high',
    features: Object.fromEntries(standard.features.map((feature) => [feature.id, features.includes(feature.id)])),
    ixit,
  };
}

const benchOf = (air: Air, hands: string): Bench => ({
  bench: 1,
  laboratory: { name: 'Example Laboratory', address: '1 Test Street, Exampletown', kind: 'laboratory' },
  operators: [{ id: 'op-1', name: 'A. Examiner' }],
  reach: {},
  bluetooth: { adapter: air.le, classic: air.classic, hands, clockSpeed },
});
