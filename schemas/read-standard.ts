import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalLine, digestOf } from './canonical-json.ts';
import { load, type Loaded } from './load.ts';
import { packageRoot } from './package-root.ts';
import { UserError, type Problem } from './problem.ts';
import type { Edition, Features, Requirement } from './types.ts';

/** An edition of the standard with everything it selects. */
export interface Standard {
  readonly edition: Edition;
  /** What it selects: the requirements with the level and the limits they have in this edition. */
  readonly selected: readonly Selected[];
  /** Digest of the edition and of every requirement in it. */
  readonly digest: string;
  readonly requirements: ReadonlyMap<string, Requirement>;
  readonly features: Features['features'];
  /** Where its documents stand: the living standard for a draft, the frozen copy for a published edition. */
  readonly folder: string;
}

/** A requirement as an edition selects it. */
export type Selected = Exclude<Edition['requirements'], 'all'>[number];

/** The folder of the standard in this package. */
export const ownStandard: string = join(packageRoot, 'standard');

/** The frozen copy of a published edition: a standard of its own, that nobody changes any more. */
export const frozenFolder = (edition: string, folder: string = ownStandard): string =>
  join(folder, 'published', edition);

/**
 * Reads an edition by name (`1.0`, `next`) or by path, with its requirements; a published one from its frozen copy.
 * @throws UserError UNKNOWN_NAME where no such edition or requirement exists, FROZEN where the frozen copy is not what was
 * published, and every misfit of the documents
 */
export function readStandard(name: string, living: string = ownStandard): Standard {
  const edition = load('edition', editionFile(name, living));
  const frozen = edition.value.status !== 'draft';
  const folder = frozen ? frozenFolder(edition.value.edition, living) : living;
  const chosen = choose(edition, folder);
  if (frozen) checkFrozen(edition, chosen);
  const requirements = new Map(chosen.map(({ requirement }) => [requirement.value.id, requirement.value]));
  const digests = chosen.map(({ requirement }) => [requirement.value.id, requirement.digest]);
  const digest = digestOf(canonicalLine({ edition: edition.digest, requirements: digests }));
  const { value, digest: featuresDigest } = load('features', join(folder, 'features.yaml'));
  if (frozen && edition.value.documents?.['features.yaml'] !== featuresDigest)
    throw new UserError(notPublished(edition, 'features.yaml'));
  const { features } = value;
  return { edition: edition.value, selected: chosen.map(({ entry }) => entry), digest, requirements, features, folder };
}

function checkFrozen(edition: Loaded<Edition>, chosen: readonly Chosen[]): void {
  const changed = chosen.filter(({ entry, requirement }) => entry.digest !== requirement.digest);
  if (changed.length > 0) throw new UserError(changed.map(({ entry }) => notPublished(edition, entry.id)));
}

const notPublished = ({ value, where }: Loaded<Edition>, what: string): Problem => ({
  code: 'FROZEN',
  where: where(['edition']),
  problem: `${what} in the frozen copy is not what was published in edition ${value.edition}`,
  hint: 'Restore the frozen copy; a change goes into the next edition.',
});

interface Chosen {
  readonly entry: Selected;
  readonly requirement: Loaded<Requirement>;
}

function choose(edition: Loaded<Edition>, folder: string): readonly Chosen[] {
  const { requirements } = edition.value;
  if (requirements !== 'all')
    return requirements.map((entry, index) => ({
      entry,
      requirement: readRequirement(entry.id, folder, edition.where(['requirements', index])),
    }));
  return chooseAll(edition.value, folder);
}

// Every requirement that is neither withdrawn nor superseded nor left out, as the edition adjusts it.
function chooseAll({ adjustments = [], except = [] }: Edition, folder: string): readonly Chosen[] {
  const living = [...requirementFiles(folder).values()]
    .map((file) => load('requirement', file))
    .filter(({ value }) => value.maturity !== 'withdrawn' && !isAmong(except, value.id));
  const superseded = new Set(living.map(({ value }) => value.supersedes));
  return living
    .filter(({ value }) => !superseded.has(value.id))
    .map((requirement) => {
      const { id, level } = requirement.value;
      const adjusted = adjustments.find((adjustment) => adjustment.id === id);
      const limits = adjusted?.limits === undefined ? {} : { limits: adjusted.limits };
      return { entry: { id, level: adjusted?.level ?? level, ...limits }, requirement };
    });
}

/** Whether a requirement is named by its id or by its group. */
export const isAmong = (names: readonly string[], id: string): boolean =>
  names.includes(id) || names.includes(id.replace(/-.*$/, ''));

/**
 * The edition that is meant where none is named: the newest that is published; before the first one is, the release
 * candidate, which is the first draft that bears its number.
 */
export function editionInForce(folder: string = ownStandard): string {
  const files = readdirSync(join(folder, 'editions')).filter((file) => file.endsWith('.yaml'));
  const editions = files.map((file) => load('edition', join(folder, 'editions', file)).value);
  const named = (status: Edition['status']) =>
    editions
      .filter((one) => one.status === status)
      .map(({ edition }) => edition)
      .filter((edition) => !edition.endsWith('-draft'))
      .sort(inNumberOrder);
  const found = named('published').at(-1) ?? named('draft')[0] ?? editions[0]?.edition;
  if (found !== undefined) return found;
  throw new UserError({ code: 'UNKNOWN_NAME', where: join(folder, 'editions'), problem: 'there is no edition' });
}

// NET-10 comes after NET-9.
const inNumberOrder = new Intl.Collator('en', { numeric: true }).compare;

/** Paths of all requirements, by id. */
export function requirementFiles(folder: string = ownStandard): ReadonlyMap<string, string> {
  const root = join(folder, 'requirements');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml'));
  return new Map(
    files.sort(inNumberOrder).map((file) => [file.replace(/^.*[\\/]/, '').replace('.yaml', ''), join(root, file)]),
  );
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
  throw new UserError({ code: 'UNKNOWN_NAME', where: `--edition ${name}`, problem: 'no such edition', hint }, 64);
}

const numberOf = (file: string) => /^edition: *["']?([^"'\s]+)/m.exec(readFileSync(file, 'utf8'))?.[1];
