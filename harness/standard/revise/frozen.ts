import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf } from '../../../schemas/canonical-json.ts';
import { load, type Loaded } from '../../../schemas/load.ts';
import type { Problem } from '../../../schemas/problem.ts';
import { frozenFolder, requirementFiles } from '../../../schemas/read-standard.ts';
import type { Edition, Requirement } from '../../../schemas/types.ts';

/** The folders and files of a standard, beside its requirements and editions, that a published edition freezes. */
const single = ['features', 'glossary', 'groups', 'incidents', 'instruments'];
const folders = ['clauses', 'crosswalks'];

/** Paths of the documents around the requirements, relative to the standard. */
export function documentPaths(folder: string): readonly string[] {
  const inFolder = (name: string) =>
    existsSync(join(folder, name))
      ? readdirSync(join(folder, name))
          .filter((file) => file.endsWith('.yaml'))
          .map((file) => `${name}/${file}`)
      : [];
  const files = single.map((name) => `${name}.yaml`).filter((file) => existsSync(join(folder, file)));
  return [...files, ...folders.flatMap(inFolder)].sort();
}

/** Digests of these files, by path. */
export const digestsOf = (folder: string, paths: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(paths.map((path) => [path, digestOf(readFileSync(join(folder, path)))]));

/** Every edition of a standard, in the order of the names. */
export function allEditions(folder: string): readonly Loaded<Edition>[] {
  const files = readdirSync(join(folder, 'editions')).filter((file) => file.endsWith('.yaml'));
  return files.sort().map((file) => load('edition', join(folder, 'editions', file)));
}

/** A requirement as a published edition froze it. */
export interface Frozen {
  readonly edition: string;
  readonly requirement: Requirement;
}

/** Every requirement of every published edition, from the frozen copies. */
export function frozenRequirements(folder: string, editions: readonly Loaded<Edition>[]): readonly Frozen[] {
  return editions
    .filter(({ value }) => value.status !== 'draft' && existsSync(frozenFolder(value.edition, folder)))
    .flatMap(({ value }) =>
      [...requirementFiles(frozenFolder(value.edition, folder)).values()].map((file) => ({
        edition: value.edition,
        requirement: load('requirement', file).value,
      })),
    );
}

/** What is no longer as it was when the edition was published. */
export function thawed(edition: Loaded<Edition>, folder: string): readonly Problem[] {
  const { value, where } = edition;
  const frozen = frozenFolder(value.edition, folder);
  const problem = (path: readonly (string | number)[], said: string): Problem => ({
    code: 'FROZEN',
    where: where(path),
    problem: said,
    hint: 'A published edition never changes; restore its frozen copy.',
  });
  if (value.requirements === 'all')
    return [problem(['requirements'], 'only a draft selects all; a published edition names each with its digest')];
  if (!existsSync(frozen)) return [problem(['edition'], `edition ${value.edition} has no frozen copy in ${frozen}`)];
  const expected = new Map<string, Expected>();
  value.requirements.forEach(({ id, digest }, at) => expected.set(pathOf(id), { digest, at: ['requirements', at] }));
  for (const [path, digest] of Object.entries(value.documents ?? {}))
    expected.set(path, { digest, at: ['documents', path] });
  const found = new Set([...documentPaths(frozen), ...[...requirementFiles(frozen).keys()].map(pathOf)]);
  const more = [...found].filter((path) => !expected.has(path));
  const changed = [...expected].filter(
    ([path, { digest }]) => !found.has(path) || digestOf(readFileSync(join(frozen, path))) !== digest,
  );
  return [
    ...more.map((path) => problem(['edition'], `${path} was not in edition ${value.edition} when it was published`)),
    ...changed.map(([path, { at }]) => problem(at, `${path} is not what was published in edition ${value.edition}`)),
  ];
}

interface Expected {
  readonly digest: string | undefined;
  readonly at: readonly (string | number)[];
}

/** Where a requirement stands, relative to its standard. */
export const pathOf = (id: string): string => `requirements/${id.replace(/-.*/, '').toLowerCase()}/${id}.yaml`;
