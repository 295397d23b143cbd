import { randomBytes, randomInt } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeFolder } from '../../schemas/make-folder.ts';
import { packageRoot } from '../../schemas/package-root.ts';
import { UserError } from '../../schemas/problem.ts';
import { editionInForce } from '../../schemas/read-standard.ts';
import type { Features } from '../../schemas/types.ts';

/** Answers by feature; what is not among them is left to answer. */
export type FeatureAnswers = ReadonlyMap<string, boolean>;

interface Starting {
  readonly features: Features['features'];
  readonly answers: FeatureAnswers | undefined;
  readonly force: boolean;
}

/**
 * Writes the four documents that a run starts from, and returns their paths.
 * @throws UserError FILE where one exists and is not to be overwritten; then none is written
 */
export function startDocuments(folder: string, { features, answers = new Map(), force }: Starting): readonly string[] {
  const documents = {
    'declaration.yaml': declarationText(features, answers),
    'bench.yaml': benchText(),
    'secrets/units.yaml': secretsText,
    'answers.yaml': answersText,
  };
  if (!force) checkUnwritten(folder);
  return names.map((name) => {
    const file = join(folder, name);
    makeFolder(dirname(file));
    // The secrets are for the laboratory alone.
    writeFileSync(file, documents[name], { mode: name.startsWith('secrets/') ? 0o600 : 0o644 });
    return file;
  });
}

const names = ['declaration.yaml', 'bench.yaml', 'secrets/units.yaml', 'answers.yaml'] as const;

/** @throws UserError FILE where one of the documents exists */
export function checkUnwritten(folder: string): void {
  const existing = names.map((name) => join(folder, name)).filter((file) => existsSync(file));
  if (existing.length === 0) return;
  const problem = { code: 'FILE', problem: 'exists already', hint: 'Add --force to overwrite it.' } as const;
  throw new UserError(
    existing.map((where) => ({ ...problem, where })),
    64,
  );
}

function declarationText(features: Features['features'], answers: FeatureAnswers): string {
  const lines = features.flatMap(({ id, question, help }) => [
    ...commented(`${question} ${help}`, '  '),
    `  ${id}:${answers.has(id) ? ` ${String(answers.get(id))}` : ' # true or false'}`,
  ]);
  return `${productText()}features:\n${lines.join('\n')}\nixit:\n${tablesText()}`;
}

const productText =
  () => `# What the manufacturer says of the product. Replace what stands here by what is true of yours.
declaration: 1
product:
  manufacturer: Example Toys Ltd
  model: Pip the Bear
  modelNumber: PB-100
  ages: { from: 3, to: 8 }
  placesOfSale: [GB] # ISO 3166-1
  languages: [en] # ISO 639-1
  contact: help@toys.example
  units: # two or more, so that they can be compared
    - { id: unit-1, serial: PB100-000017 }
    - { id: unit-2, serial: PB100-000018 }
  parts: # the subjects of the report, by file, digest or address
    - { id: firmware, kind: firmware, version: 1.0.0 }
    # - { id: portal, kind: web-app, version: 1.0.0, url: 'https://portal.example/' } # journeys go through it
edition: '${editionInForce()}'
level: basic # basic, substantial or high
# The answers to these questions decide which requirements apply.
`;

interface Table {
  readonly description?: string;
  readonly items: { readonly required?: readonly string[]; readonly properties: object };
}

// The tables, what they are for and their columns, as the schema says.
function tablesText(): string {
  const file = join(packageRoot, 'schemas', 'declaration.schema.json');
  const schema = JSON.parse(readFileSync(file, 'utf8')) as {
    properties: { ixit: { properties: Readonly<Record<string, Table>> } };
  };
  const tables = Object.entries(schema.properties.ixit.properties);
  return tables
    .flatMap(([name, { description = name, items }]) => {
      const { required = [], properties } = items;
      const optional = Object.keys(properties).filter((column) => !required.includes(column));
      const may = optional.length === 0 ? '' : ` May have: ${optional.join(', ')}.`;
      return [...commented(`${description} Each row has: ${required.join(', ')}.${may}`, '  '), `  ${name}: []`];
    })
    .map((line) => `${line}\n`)
    .join('');
}

function commented(text: string, indent: string): readonly string[] {
  const words = text.split(/\s+/).filter((word) => word !== '');
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length > 110) lines.push(`${indent}# ${word}`);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

// Names that nobody has, made anew for each bench: where one appears, the data of this bench went there.
const unlikely = (word: string) => `${word}${randomBytes(4).toString('hex')}`;

// Of a child of seven to nine years.
const birthday = () => new Date(Date.now() - (7 * 365 + randomInt(2 * 365)) * 86_400_000).toISOString().slice(0, 10);

const benchText = () => `# The laboratory's side. A manufacturer who assesses itself says so under kind.
bench: 1
laboratory: { name: Example Toys Ltd, address: '1 Example Street, Exampleton', kind: manufacturer }
operators:
  - { id: op-1, name: Name of the examiner }
reach: # addresses of each unit on this bench
  unit-1: [192.0.2.10]
  unit-2: [192.0.2.11]
secrets: secrets/units.yaml
child: # the synthetic child; enter these values where the product asks for them
  firstName: ${unlikely('Quill')}
  birthday: '${birthday()}'
  guardianName: ${unlikely('Mother')}
  guardianEmail: ${unlikely('quill')}@family.example
  networkKey: ${unlikely('marsh')} # the key of the bench's Wi-Fi, and of nothing else
`;

const secretsText = `# Credentials as read from the units; they never enter the evidence. Keep this file to yourself.
secrets: 1
credentials: []
# credential is the id of a row of ixit.credentials; unit is a unit of the declaration, or cloud for an account. Such as
# - { unit: unit-1, credential: owner-pin, value: '4711' }
# - { unit: cloud, credential: guardian, value: 'a password for the account of the family' }
`;

const answersText = `# What the examiner saw, for runs without a person: toymark gather <run> --answers answers.yaml
operator: op-1
answers: [] # such as {question: INFO-3-1/designation, row: unit-1, text: PB-100, photo: photos/label.jpg}
`;
