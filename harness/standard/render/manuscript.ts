import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { load } from '../../../schemas/load.ts';
import { ownStandard, readStandard, requirementFiles, type Standard } from '../../../schemas/read-standard.ts';
import type {
  Crosswalk,
  DocumentClause,
  DocumentName,
  Documents,
  Edition,
  Features,
  Glossary,
  Group,
  Incident,
  Instrument,
  Level,
  Limits,
  Requirement,
  Specimens,
} from '../../../schemas/types.ts';
import { evidenceKinds } from '../../../schemas/validate.ts';
import { loadDefects } from '../../reference-toy/defect.ts';
import { compare, type Comparison } from '../diff/diff.ts';
import { livingRequirements } from '../book.ts';
import { suiteFolder } from '../house.ts';

/** Everything that the document of one edition is made of. Rendering it reads nothing else. */
export interface Manuscript {
  readonly edition: Edition;
  /** Digest of the edition with its requirements; the document's identity. */
  readonly digest: string;
  readonly provisions: readonly Provision[];
  /** Requirements that exist and that this edition does not select; their ids never mean anything else. */
  readonly absent: readonly Absent[];
  readonly groups: readonly Group[];
  readonly clauses: readonly DocumentClause[];
  readonly features: Features['features'];
  readonly terms: Glossary['terms'];
  readonly incidents: readonly Incident[];
  readonly crosswalks: readonly Crosswalk[];
  readonly instruments: readonly BuiltInstrument[];
  readonly editions: readonly Edition[];
  /** Each edition beside the one that it follows. */
  readonly comparisons: readonly Comparison[];
  readonly specimens: ReadonlyMap<string, Specimens>;
  readonly defects: readonly Flaw[];
}

/** A requirement as this edition selects it. */
export interface Provision {
  readonly requirement: Requirement;
  readonly level: Level;
  readonly limits: Limits;
  /** Why the edition sets its level or limits otherwise than the requirement itself. */
  readonly because?: string;
}

/** A requirement outside this edition, and why. */
export interface Absent {
  readonly requirement: Requirement;
  readonly why: 'withdrawn' | 'superseded' | 'left-out';
}

/** An instrument, and whether it exists yet. */
export interface BuiltInstrument extends Instrument {
  readonly built: boolean;
}

/** How the reference toy can be broken, and which requirements that breaks. */
export interface Flaw {
  readonly name: string;
  readonly fails: readonly string[];
  readonly sentence: string;
}

/**
 * Reads the standard of a folder as the named edition has it.
 * @throws UserError where a document does not fit its schema or the edition is unknown
 */
export async function readManuscript(name: string, folder: string = ownStandard): Promise<Manuscript> {
  const standard = readStandard(name, folder);
  const every = [...requirementFiles(folder).values()].map((file) => load('requirement', file).value);
  const built = new Set(evidenceKinds());
  // A published edition keeps its own copy of what it froze; the rest is as it is today.
  const from = [standard.folder, folder];
  const editions = inOrder(each('edition', [folder], 'editions'));
  return {
    edition: standard.edition,
    digest: standard.digest,
    provisions: provisionsOf(standard),
    absent: absentOf(every, standard),
    groups: one('groups', from).groups,
    clauses: each('clause', from, 'clauses'),
    features: standard.features,
    terms: one('glossary', from).terms,
    incidents: one('incidents', from).incidents,
    crosswalks: each('crosswalk', from, 'crosswalks'),
    instruments: one('instruments', from).instruments.map((one) => ({ ...one, built: built.has(one.id) })),
    editions,
    comparisons: comparisonsOf(editions, folder),
    specimens: specimensOf(every),
    defects: (await loadDefects()).map(({ name: defect, fails, sentence }) => ({ name: defect, fails, sentence })),
  };
}

const one = <Name extends DocumentName>(schema: Name, folders: readonly string[]): Documents[Name] =>
  load(schema, firstOf(folders.map((folder) => join(folder, `${schema}.yaml`)))).value;

function each<Name extends DocumentName>(schema: Name, folders: readonly string[], name: string) {
  const folder = firstOf(folders.map((one) => join(one, name)));
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));
  return files.sort().map((file) => load(schema, join(folder, file)).value);
}

const firstOf = (paths: readonly string[]): string => paths.find((path) => existsSync(path)) ?? paths.at(-1) ?? '';

const inOrder = (editions: readonly Edition[]): readonly Edition[] =>
  editions.toSorted((a, b) => a.edition.localeCompare(b.edition, 'en', { numeric: true }));

// The edition that one follows is named by it, or else is the one before it in number.
function comparisonsOf(editions: readonly Edition[], folder: string): readonly Comparison[] {
  const living = livingRequirements(folder);
  return editions.flatMap(({ edition, follows }, index) => {
    const known = editions.some((other) => other.edition === follows);
    const before = known ? follows : editions[index - 1]?.edition;
    if (before === undefined) return [];
    return [compare(readStandard(before, folder), readStandard(edition, folder), living)];
  });
}

function provisionsOf({ edition, selected, requirements }: Standard): readonly Provision[] {
  const because = new Map((edition.adjustments ?? []).map((adjustment) => [adjustment.id, adjustment.because]));
  return selected.flatMap(({ id, level, limits }) => {
    const requirement = requirements.get(id);
    if (requirement === undefined) return [];
    const why = because.get(id);
    const set = { ...requirement.limits, ...limits };
    return [{ requirement, level, limits: set, ...(why === undefined ? {} : { because: why }) }];
  });
}

function absentOf(every: readonly Requirement[], { requirements }: Standard): readonly Absent[] {
  const superseded = new Set(every.map(({ supersedes }) => supersedes));
  return every
    .filter(({ id }) => !requirements.has(id))
    .map((requirement) => {
      const replaced = superseded.has(requirement.id) ? 'superseded' : 'left-out';
      return { requirement, why: requirement.maturity === 'withdrawn' ? 'withdrawn' : replaced };
    });
}

function specimensOf(every: readonly Requirement[]): ReadonlyMap<string, Specimens> {
  const files = every.map(({ id }) => [id, join(suiteFolder(id), 'specimens.yaml')] as const);
  const there = files.filter(([, file]) => existsSync(file));
  return new Map(there.map(([id, file]) => [id, load('specimens', file).value]));
}
