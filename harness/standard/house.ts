import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { load, type Loaded } from '../../schemas/load.ts';
import { UserError, type Problem } from '../../schemas/problem.ts';
import { ownStandard, requirementFiles } from '../../schemas/read-standard.ts';
import type {
  Crosswalk,
  DocumentClause,
  DocumentName,
  Documents,
  Edition,
  Features,
  Glossary,
  Groups,
  Incidents,
  Instruments,
  Requirement,
  Specimens,
} from '../../schemas/types.ts';
import { packageRoot } from '../../schemas/package-root.ts';
import type { Suites } from '../judge/load-suites.ts';

/** Everything that the checks of the standard look at; what could not be read is already a problem. */
export interface House {
  readonly requirements: readonly Loaded<Requirement>[];
  readonly specimens: ReadonlyMap<string, Loaded<Specimens>>;
  readonly editions: readonly Loaded<Edition>[];
  readonly features: Features['features'];
  /** The documents around the requirements; one of each where it could be read. */
  readonly around: Around;
  readonly suites: Suites;
  /** The folder of the schemas, and of the types made from them. */
  readonly schemas: string;
  /** Sources of the specs, by requirement. */
  readonly specs: ReadonlyMap<string, string>;
}

/** What the standard holds beside requirements and editions. */
export interface Around {
  readonly features: readonly Loaded<Features>[];
  readonly glossary: readonly Loaded<Glossary>[];
  readonly groups: readonly Loaded<Groups>[];
  readonly instruments: readonly Loaded<Instruments>[];
  readonly incidents: readonly Loaded<Incidents>[];
  readonly crosswalks: readonly Loaded<Crosswalk>[];
  readonly clauses: readonly Loaded<DocumentClause>[];
}

/** One property of the house. A module in `checks/` exports it as `check`; the path is the registration. */
export type Check = (house: House) => readonly Problem[] | Promise<readonly Problem[]>;

/** The folder of a requirement's spec and specimens in the sources. */
export const suiteFolder = (id: string): string => join(packageRoot, 'suites', id.replace(/-.*/, '').toLowerCase(), id);

/** Reads all of it, with every problem on the way; the standard perhaps from a copy. */
export function readHouse(
  suites: Suites,
  folder: string = ownStandard,
): { readonly house: House; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const read = <Name extends DocumentName>(schema: Name, file: string): Loaded<Documents[Name]>[] => {
    try {
      return [load(schema, file)];
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      problems.push(...error.problems);
      return [];
    }
  };
  const specs = specFiles();
  const schemas = join(packageRoot, 'schemas');
  const requirements = [...requirementFiles(folder).values()].flatMap((file) => read('requirement', file));
  const withSpecimens = [...new Set([...requirementFiles(folder).keys(), ...specs.keys()])].filter((id) =>
    existsSync(join(suiteFolder(id), 'specimens.yaml')),
  );
  const specimens = withSpecimens.flatMap((id) =>
    read('specimens', join(suiteFolder(id), 'specimens.yaml')).map((each) => [id, each] as const),
  );
  const editions = yamlFiles(join(folder, 'editions')).flatMap((file) => read('edition', file));
  const around = readAround(read, folder);
  const features = around.features.flatMap(({ value }) => value.features);
  return {
    house: { requirements, specimens: new Map(specimens), editions, features, around, suites, schemas, specs },
    problems,
  };
}

type Read = <Name extends DocumentName>(schema: Name, file: string) => Loaded<Documents[Name]>[];

function readAround(read: Read, standard: string): Around {
  const one = <Name extends DocumentName>(schema: Name) => read(schema, join(standard, `${schema}.yaml`));
  const each = <Name extends DocumentName>(schema: Name, folder: string) =>
    yamlFiles(join(standard, folder)).flatMap((file) => read(schema, file));
  return {
    features: one('features'),
    glossary: one('glossary'),
    groups: one('groups'),
    instruments: one('instruments'),
    incidents: one('incidents'),
    crosswalks: each('crosswalk', 'crosswalks'),
    clauses: each('clause', 'clauses'),
  };
}

const yamlFiles = (folder: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((file) => file.endsWith('.yaml'))
        .sort()
        .map((file) => join(folder, file))
    : [];

function specFiles(): ReadonlyMap<string, string> {
  const root = join(packageRoot, 'suites');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.spec.ts'));
  return new Map(
    files
      .sort()
      .map((file) => [file.replace(/^.*[\\/]/, '').replace('.spec.ts', ''), readFileSync(join(root, file), 'utf8')]),
  );
}
