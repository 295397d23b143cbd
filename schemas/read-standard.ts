import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalLine, digestOf } from './canonical-json.ts';
import { load, type Loaded } from './load.ts';
import { packageRoot } from './package-root.ts';
import { UserError } from './problem.ts';
import type { Edition, Features, Requirement } from './types.ts';

/** An edition of the standard with everything it selects. */
export interface Standard {
  readonly edition: Edition;
  /** Digest of the edition and of every requirement in it. */
  readonly digest: string;
  readonly requirements: ReadonlyMap<string, Requirement>;
  readonly features: Features['features'];
}

/** The folder of the standard in this package. */
export const ownStandard: string = join(packageRoot, 'standard');

/**
 * Reads an edition by name (`1.0`, `next`) or by path, with its requirements.
 * @throws UserError UNKNOWN_NAME where no such edition or requirement exists, and every misfit of the documents
 */
export function readStandard(name: string, folder: string = ownStandard): Standard {
  const edition = load('edition', editionFile(name, folder));
  const requirements = new Map<string, Requirement>();
  const digests: [string, string][] = [];
  for (const [index, { id }] of edition.value.requirements.entries()) {
    const requirement = readRequirement(id, folder, edition.where(['requirements', index]));
    requirements.set(id, requirement.value);
    digests.push([id, requirement.digest]);
  }
  const digest = digestOf(canonicalLine({ edition: edition.digest, requirements: digests }));
  const { features } = load('features', join(folder, 'features.yaml')).value;
  return { edition: edition.value, digest, requirements, features };
}

/** Paths of all requirements, by id. */
export function requirementFiles(folder: string = ownStandard): ReadonlyMap<string, string> {
  const root = join(folder, 'requirements');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml'));
  return new Map(files.sort().map((file) => [file.replace(/^.*[\\/]/, '').replace('.yaml', ''), join(root, file)]));
}

function readRequirement(id: string, folder: string, where: string): Loaded<Requirement> {
  const group = id.replace(/-.*$/, '').toLowerCase();
  const file = join(folder, 'requirements', group, `${id}.yaml`);
  if (existsSync(file)) return load('requirement', file);
  throw new UserError({
    code: 'UNKNOWN_NAME',
    where,
    problem: `the requirement ${id} does not exist`,
    hint: `Expected it in ${file}`,
  });
}

function editionFile(name: string, folder: string): string {
  if (/\.ya?ml$/.test(name)) return name;
  const file = join(folder, 'editions', `${name}.yaml`);
  if (/^[a-z0-9.-]+$/.test(name) && existsSync(file)) return file;
  // A draft is often named by the number it will have.
  const known = readdirSync(join(folder, 'editions')).filter((candidate) => candidate.endsWith('.yaml'));
  const byNumber = known.find((candidate) => numberOf(join(folder, 'editions', candidate)) === name);
  if (byNumber !== undefined) return join(folder, 'editions', byNumber);
  const hint = `Known editions: ${known.map((candidate) => candidate.replace('.yaml', '')).join(', ')}.`;
  throw new UserError({ code: 'UNKNOWN_NAME', where: `--edition ${name}`, problem: 'no such edition', hint });
}

const numberOf = (file: string) => /^edition: *["']?([^"'\s]+)/m.exec(readFileSync(file, 'utf8'))?.[1];
