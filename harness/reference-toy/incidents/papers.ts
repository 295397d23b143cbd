import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { makeFolder } from '../../../schemas/make-folder.ts';
import { readStandard } from '../../../schemas/read-standard.ts';
import type { Answers, Bench, Declaration } from '../../../schemas/types.ts';
import type { RadioToy } from './incident.ts';

interface Papers {
  readonly incident: RadioToy;
  readonly units: Declaration['product']['units'];
  readonly bluetooth: NonNullable<Bench['bluetooth']>;
}

/** Writes the declaration, the bench and the examiner's answers of the toy of an incident; returns where they are. */
export function writePapers(folder: string, { incident, units, bluetooth }: Papers) {
  const at = (name: string) => join(folder, `${name}.yaml`);
  makeFolder(folder);
  writeFileSync(at('declaration'), stringify(declarationOf(incident, units), { lineWidth: 120 }));
  writeFileSync(at('bench'), stringify(benchOf(bluetooth), { lineWidth: 120 }));
  writeFileSync(at('answers'), stringify({ operator: 'op-1', answers: incident.answers } satisfies Answers));
  return { declaration: at('declaration'), bench: at('bench'), answers: at('answers') };
}

function declarationOf({ id, model, features, ixit }: RadioToy, units: Papers['units']): Declaration {
  const standard = readStandard('next');
  return {
    declaration: 1,
    product: {
      ...{ manufacturer: 'Example Toys Ltd', model, modelNumber: id, ages: { from: 3, to: 8 } },
      ...{ placesOfSale: ['GB'], languages: ['en'] },
      units,
      parts: [{ id: 'toy', kind: 'hardware', version: 'as published' }],
    },
    edition: standard.edition.edition,
    level: 'high',
    features: Object.fromEntries(standard.features.map((feature) => [feature.id, features.includes(feature.id)])),
    ixit,
  };
}

const benchOf = (bluetooth: Papers['bluetooth']): Bench => ({
  bench: 1,
  laboratory: { name: 'Example Laboratory', address: '1 Test Street, Exampletown', kind: 'laboratory' },
  operators: [{ id: 'op-1', name: 'A. Examiner' }],
  reach: {},
  child: { firstName: 'Quillfeather' },
  bluetooth,
});
