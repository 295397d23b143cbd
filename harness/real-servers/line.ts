import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readStandard } from '../../schemas/read-standard.ts';
import type { Bench, Declaration, Judgement } from '../../schemas/types.ts';
import { gatherRun } from '../commands/gather-run.ts';
import { judgeRun } from '../commands/judge-run.ts';
import { startRun } from '../commands/plan-run.ts';
import type { At, Scenario } from './scenario.ts';

let judged: Promise<unknown> = Promise.resolve();

/** The product's own line for one scenario whose server runs: plan, gather, judge. */
export async function judgeScenario(scenario: Scenario, { address, folder }: At): Promise<readonly Judgement[]> {
  const { declarationFile, benchFile } = writeDocuments(scenario, { address, folder });
  const out = join(folder, 'run');
  const only = Object.keys(scenario.expect).join(',');
  const { run } = await startRun(out, { declarationFile, benchFile }, { only });
  await gatherRun(run, { on: () => undefined, interrupt: new AbortController().signal });
  // The suites hold what they judge for the whole program, so one run is judged after the other.
  const mine = judged.then(() => judgeRun(out));
  judged = mine.catch(() => undefined);
  return (await mine).judgements.judgements;
}

/** Writes declaration, bench and secrets of a scenario. */
export function writeDocuments(
  scenario: Pick<Scenario, 'features' | 'ixit' | 'secrets'>,
  { address, folder }: Pick<At, 'address' | 'folder'>,
): { readonly declarationFile: string; readonly benchFile: string } {
  const at = (name: string) => join(folder, name);
  const credentials = (scenario.secrets ?? []).map((secret) => ({ unit: 'unit-1', ...secret }));
  // JSON is YAML.
  writeFileSync(at('declaration.yaml'), JSON.stringify(declarationOf(scenario)));
  writeFileSync(at('bench.yaml'), JSON.stringify(benchOf(address)));
  writeFileSync(at('secrets.yaml'), JSON.stringify({ secrets: 1, credentials }));
  return { declarationFile: at('declaration.yaml'), benchFile: at('bench.yaml') };
}

function declarationOf({ features = [], ixit }: Pick<Scenario, 'features' | 'ixit'>): Declaration {
  const present = new Set(['ip-network', 'network-service', ...features]);
  const known = readStandard(edition).features.map(({ id }) => [id, present.has(id)] as const);
  return {
    declaration: 1,
    product: {
      manufacturer: 'Example Toys Ltd',
      model: 'Real Server',
      modelNumber: 'RS-1',
      ages: { from: 3, to: 8 },
      placesOfSale: ['GB'],
      languages: ['en'],
      units: [{ id: 'unit-1', serial: 'RS1-000017' }],
      parts: [{ id: 'firmware', kind: 'firmware', version: '1.0.0' }],
    },
    edition,
    level: 'high',
    features: Object.fromEntries(known),
    ixit,
  };
}

const edition = '1.0';

const benchOf = (address: string): Bench => ({
  bench: 1,
  laboratory: { name: 'Example bench', address: 'This computer', kind: 'laboratory' },
  operators: [{ id: 'op-1', name: 'A. Examiner' }],
  reach: { 'unit-1': [address] },
  secrets: 'secrets.yaml',
  child: { childName: 'Quillon Marwick', city: 'Tarnbeck' },
  pace: { loginsPerSecond: 100 },
});
