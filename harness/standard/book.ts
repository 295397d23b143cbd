import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { load } from '../../schemas/load.ts';
import { ownStandard, readStandard, requirementFiles, type Standard } from '../../schemas/read-standard.ts';
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
  Level,
  Limits,
  Requirement,
} from '../../schemas/types.ts';

/** The standard as people read it: the requirements in reading order and everything around them. */
export interface Book {
  readonly folder: string;
  /** The edition that was asked for; absent where the whole living standard was. */
  readonly edition?: Edition;
  readonly entries: readonly Entry[];
  readonly groups: Groups['groups'];
  readonly features: Features['features'];
  readonly terms: Glossary['terms'];
  readonly incidents: Incidents['incidents'];
  readonly instruments: Instruments['instruments'];
  readonly crosswalks: readonly Crosswalk[];
  readonly clauses: readonly DocumentClause[];
}

/** A requirement with the level and the limits that it has in the edition. */
export interface Entry {
  readonly requirement: Requirement;
  readonly level: Level;
  readonly limits: Limits;
}

/**
 * Reads an edition, or every requirement there is where none is named, with the documents around it.
 * @throws UserError with every misfit
 */
export function readBook(edition?: string, folder: string = ownStandard): Book {
  const standard = edition === undefined ? undefined : readStandard(edition, folder);
  const from = standard?.folder ?? folder;
  const { groups } = one('groups', from) ?? { groups: [] };
  const entries = standard === undefined ? livingRequirements(from) : entriesOf(standard);
  return {
    folder: from,
    ...(standard === undefined ? {} : { edition: standard.edition }),
    entries: inReadingOrder(entries, groups),
    groups,
    features: one('features', from)?.features ?? [],
    terms: one('glossary', from)?.terms ?? [],
    incidents: one('incidents', from)?.incidents ?? [],
    instruments: one('instruments', from)?.instruments ?? [],
    crosswalks: each('crosswalk', join(from, 'crosswalks')),
    clauses: [...each('clause', join(from, 'clauses'))].sort((a, b) => a.order - b.order),
  };
}

/** The requirements of an edition with its levels and limits. */
export function entriesOf({ selected, requirements }: Standard): readonly Entry[] {
  return selected.flatMap(({ id, level, limits }) => {
    const requirement = requirements.get(id);
    return requirement === undefined ? [] : [{ requirement, level, limits: { ...requirement.limits, ...limits } }];
  });
}

/** The group that a requirement or a test case stands in, as `NET`. */
export const groupOf = (id: string): string => id.replace(/-.*/, '');

/** Every requirement there is, also withdrawn and superseded ones, as it stands in its file. */
export function livingRequirements(folder: string = ownStandard): readonly Entry[] {
  return [...requirementFiles(folder).values()].map((file) => {
    const { value: requirement } = load('requirement', file);
    return { requirement, level: requirement.level, limits: requirement.limits ?? {} };
  });
}

// The files come in alphabetical order of their groups; a reader has them in the order of the chapters.
function inReadingOrder(entries: readonly Entry[], groups: Groups['groups']): readonly Entry[] {
  const place = new Map(groups.map(({ id }, index) => [id, index]));
  const placeOf = ({ requirement }: Entry) => place.get(groupOf(requirement.id)) ?? groups.length;
  const numberOf = ({ requirement }: Entry) => Number(requirement.id.replace(/^.*-/, ''));
  return entries.toSorted((a, b) => placeOf(a) - placeOf(b) || numberOf(a) - numberOf(b));
}

function one<Name extends DocumentName>(schema: Name, folder: string): Documents[Name] | undefined {
  const file = join(folder, `${schema}.yaml`);
  return existsSync(file) ? load(schema, file).value : undefined;
}

function each<Name extends DocumentName>(schema: Name, folder: string): readonly Documents[Name][] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));
  return files.sort().map((file) => load(schema, join(folder, file)).value);
}
