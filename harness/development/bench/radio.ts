import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { declared } from '../../../schemas/declared.ts';
import { airLacks } from '../../air/air.ts';
import { examinerFor } from '../../commands/examiner-for.ts';
import { gatherRun } from '../../commands/gather-run.ts';
import { startRun } from '../../commands/plan-run.ts';
import { writeBenchFolder } from '../../reference-toy/bench-folder.ts';
import { switchRadiosOn } from '../../reference-toy/bluetooth/radios.ts';
import { recordPhones } from '../../reference-toy/bluetooth/record-phone.ts';
import { openUnitAirs, type UnitAirs } from '../../reference-toy/bluetooth/unit-airs.ts';
import { withAddresses, withCaptures } from '../../reference-toy/demonstrate.ts';
import { equip } from '../../reference-toy/equip.ts';
import { decentProduct, type Product } from '../../reference-toy/product.ts';
import { beside } from '../../reference-toy/run-toy.ts';
import type { Measured } from '../bench.ts';
import { scratch } from '../peer.ts';

/** Everything that is gathered of both radios of the reference toy, beside the same tasks one after the other. */
export async function bench(): Promise<readonly Measured[]> {
  const decent = decentProduct(beside);
  const airs = airLacks() === undefined ? await openUnitAirs(decent.pip.units.map(({ id }) => id)) : undefined;
  if (airs === undefined) return [];
  const { folder, remove } = scratch();
  const { addresses, stop } = await switchRadiosOn(decent.pip, airs.places);
  try {
    const product = withAddresses({ ...decent, bench: { ...decent.bench, bluetooth: airs.bluetooth } }, addresses);
    const toy = join(folder, 'toy');
    mkdirSync(toy);
    const { whole, tasks } = await gathered(folder, withCaptures(product, await recordPhones(toy, product)));
    const sum = tasks.reduce((total, each) => total + each, 0);
    const name = `Bluetooth LE and Classic of two units, ${tasks.length} tasks`;
    return [{ name, ours: `${whole.toFixed(1)} s`, theirs: `one by one: ${sum.toFixed(1)} s`, ratio: whole / sum }];
  } finally {
    stop();
    await leave(airs, remove);
  }
}

const leave = async (airs: UnitAirs, remove: () => void) => {
  await airs.stop();
  remove();
};

async function gathered(folder: string, product: Product) {
  const documents = writeBenchFolder(join(folder, 'toy'), product, equip(product.pip));
  const { declaration: declarationFile, bench: benchFile, answers } = documents;
  const { run, planned } = await startRun(join(folder, 'run'), { declarationFile, benchFile }, { only: 'BT' });
  const interrupt = new AbortController().signal;
  const declaration = declared(planned.declaration.value);
  const quiet = { signal: interrupt, interrupt: () => undefined };
  const { examiner, operator } = await examinerFor({ answers, declaration }, quiet);
  const tasks: number[] = [];
  const started = performance.now();
  const { outcomes } = await gatherRun(run, {
    ...{ examiner, operator, interrupt },
    on: (event) => {
      if (event.type === 'ended' && event.task.kind !== 'assessor') tasks.push(event.seconds);
    },
  });
  const missing = outcomes.find(({ outcome }) => outcome.type === 'not-observed');
  if (missing !== undefined) throw new Error(`${missing.task.id} was not observed`);
  return { whole: (performance.now() - started) / 1000, tasks };
}
