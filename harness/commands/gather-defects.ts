import { join } from 'node:path';
import { declared } from '../../schemas/declared.ts';
import { makeFolder } from '../../schemas/make-folder.ts';
import { examinerFor } from './examiner-for.ts';
import { gatherRun } from './gather-run.ts';
import { startRun } from './plan-run.ts';
import { writeBenchFolder } from '../reference-toy/bench-folder.ts';
import { findDefects, spoiled, type NamedDefect } from '../reference-toy/defect.ts';
import { demonstrate } from '../reference-toy/demonstrate.ts';
import { equip } from '../reference-toy/equip.ts';
import { decentProduct, type Product } from '../reference-toy/product.ts';
import { placeHere } from '../reference-toy/run-toy.ts';

type Journey = NonNullable<Product['declaration']['ixit']['journeys']>[number];

// Gathers, in a network of its own, what is judged of defects and incidents: for each name a run directory in the folder that
// the first argument names, with the evidence that the defect can change; for `decent` all of it.
const [folder = '', ...names] = process.argv.slice(2);
for (const name of names) {
  const started = Date.now();
  const [defect] = name === 'decent' ? [] : await findDefects([name]);
  await gatherFrom(join(folder, name), defect);
  process.stdout.write(`${name} ${Math.round((Date.now() - started) / 100) / 10}\n`);
}

async function gatherFrom(out: string, defect: NamedDefect | undefined): Promise<void> {
  const { documents, stop } = await stage(join(out, 'toy'), defect);
  try {
    const { declaration: declarationFile, bench: benchFile, answers } = documents;
    const { run, planned } = await startRun(out, { declarationFile, benchFile }, { edition: 'next' });
    if (defect?.seenBy.length === 0) return;
    const { signal: interrupt } = new AbortController();
    const declaration = declared(planned.declaration.value);
    const quiet = { signal: interrupt, interrupt: () => undefined };
    const { examiner, operator } = await examinerFor({ answers, declaration }, quiet);
    const again = defect?.seenBy;
    await gatherRun(run, { again, examiner, operator, on: () => undefined, interrupt });
  } finally {
    await stop();
  }
}

// What only the papers show and the examiner answers is gathered without a toy.
async function stage(out: string, defect: NamedDefect | undefined) {
  const defects = defect === undefined ? [] : [withFewJourneys(defect)];
  const switchedOn = defect === undefined || defect.seenBy.some((name) => !name.startsWith('assessor'));
  if (switchedOn) return demonstrate({ folder: out, defects });
  makeFolder(out);
  const product = spoiled(decentProduct(placeHere()), defects);
  return { documents: writeBenchFolder(out, product, equip(product.pip)), stop: () => Promise.resolve() };
}

// Journeys that do not show the defect are seen as on the decent toy; those that a journey begins with stay declared.
function withFewJourneys(defect: NamedDefect): NamedDefect {
  const { journeys: wanted } = defect;
  if (wanted === undefined) return defect;
  const change = (product: Product): Product => {
    const spoilt = defect.change(product);
    const { journeys = [] } = spoilt.declaration.ixit;
    const begun = journeys.filter(({ id }) => wanted.includes(id)).map(({ begins }) => begins);
    const kept = journeys.filter(({ id }) => wanted.includes(id) || begun.includes(id)).map(inOrder);
    return { ...spoilt, declaration: { ...spoilt.declaration, ixit: { ...spoilt.declaration.ixit, journeys: kept } } };
  };
  return { ...defect, change };
}

// What came before those that are gone is not known here; then a journey waits for all that are left.
function inOrder({ after, ...journey }: Journey, _: number, all: readonly Journey[]): Journey {
  const known = after?.every((name) => all.some(({ id }) => id === name)) === true;
  return known ? { ...journey, after } : journey;
}
