import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { makeFolder } from '../../schemas/make-folder.ts';
import { packageRoot } from '../../schemas/package-root.ts';
import type { BenchSecrets } from '../../schemas/types.ts';
import type { Equipment } from './equip.ts';
import type { Product } from './product.ts';

/** The documents of the reference toy, ready to be planned and gathered from. */
export interface BenchFolder {
  readonly declaration: string;
  readonly bench: string;
  readonly answers: string;
}

// Documents hold no aliases, however often the same object stands in them.
const written = { lineWidth: 120, aliasDuplicateObjects: false } as const;

/** Writes what the manufacturer and the laboratory would have in hand: papers, trust anchor, credentials, answers. */
export function writeBenchFolder(folder: string, product: Product, equipment: Equipment): BenchFolder {
  const at = (name: string) => join(folder, name);
  makeFolder(at('documents'));
  writeFileSync(at('trust-anchor.pem'), equipment.trustAnchor);
  writeFileSync(at('secrets.yaml'), stringify(secretsOf(product)), { mode: 0o600 });
  writeFileSync(at('declaration.yaml'), stringify(product.declaration, written));
  writeFileSync(at('bench.yaml'), stringify(product.bench, written));
  writeFileSync(at('answers.yaml'), stringify(product.answers, written));
  writeFileSync(at('unit.png'), dot);
  writeFileSync(at('trackers.txt'), trackers());
  const plan = product.published.find(({ path }) => path === '/incident-plan');
  writeFileSync(at('documents/incident-plan.md'), plan?.text ?? '');
  return { declaration: at('declaration.yaml'), bench: at('bench.yaml'), answers: at('answers.yaml') };
}

const listed = join(packageRoot, 'harness', 'reference-toy', 'trackers.txt');
const today = () => new Date().toISOString().slice(0, 10).replaceAll('-', '');

// A list of its own day; a real one is fetched by the laboratory.
const trackers = () => readFileSync(listed, 'utf8').replace('{version}', `${today()}0000`);

// The smallest picture there is: nobody opened a toy that is only simulated.
const dot = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
  'base64',
);

function secretsOf({ pip }: Product): BenchSecrets {
  return {
    secrets: 1,
    credentials: [
      { unit: 'cloud', credential: 'laboratory-key', value: pip.playroom.laboratoryKey },
      ...pip.units.flatMap(({ id, setUpCode, hubToken }) => [
        { unit: id, credential: 'guardian-password', username: pip.web.username, value: setUpCode },
        { unit: id, credential: 'hub-token', username: pip.mqtt.username, value: hubToken },
      ]),
    ],
  };
}
