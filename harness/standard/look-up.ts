import { UserError } from '../../schemas/problem.ts';
import { requirementFiles } from '../../schemas/read-standard.ts';
import { closest } from '../../schemas/validate.ts';
import type { DocumentClause, Features, Glossary, Groups, Incidents, Instruments } from '../../schemas/types.ts';
import { groupOf, type Book, type Entry } from './book.ts';

/** What a name stands for in the standard. */
export type Found =
  | { readonly kind: 'requirement'; readonly entry: Entry }
  | { readonly kind: 'group'; readonly group: Groups['groups'][number]; readonly entries: readonly Entry[] }
  | { readonly kind: 'incident'; readonly incident: Incidents['incidents'][number] }
  | {
      readonly kind: 'instrument';
      readonly instrument: Instruments['instruments'][number];
      readonly usedBy: readonly string[];
    }
  | { readonly kind: 'feature'; readonly feature: Features['features'][number]; readonly usedBy: readonly string[] }
  | { readonly kind: 'term'; readonly term: Glossary['terms'][number] }
  | { readonly kind: 'clause'; readonly clause: DocumentClause };

/**
 * What bears this name: a requirement (also by one of its test cases), group, incident, instrument, feature, glossary term
 * or clause of the document. Capitals do not matter.
 * @throws UserError UNKNOWN_NAME, with the closest name there is
 */
export function lookUp(book: Book, name: string): Found {
  const found = indexOf(book).get(name.trim().toLowerCase());
  if (found !== undefined) return found();
  const near = closest(name.trim().toLowerCase(), [...indexOf(book).keys()]);
  const guess = near === undefined ? 'toymark standard search finds words.' : `Is "${shown(near)}" meant?`;
  const hint = outside(book, name.trim().toUpperCase()) ?? guess;
  throw new UserError(
    { code: 'UNKNOWN_NAME', where: name, problem: 'nothing in the standard bears this name', hint },
    64,
  );
}

// A requirement that exists, and not in the edition that was asked for.
function outside({ edition, entries, folder }: Book, id: string): string | undefined {
  if (edition === undefined || !requirementFiles(folder).has(id)) return undefined;
  const successor = entries.find(({ requirement }) => requirement.supersedes === id)?.requirement.id;
  return successor === undefined
    ? `Edition ${edition.edition} leaves ${id} out; without --edition it is shown.`
    : `In edition ${edition.edition} ${successor} takes its place.`;
}

// Requirements come last: where two things bear one name, the requirement is meant.
function indexOf(book: Book): ReadonlyMap<string, () => Found> {
  const names = new Map<string, () => Found>();
  const name = (id: string, found: () => Found) => names.set(id.toLowerCase(), found);
  for (const clause of book.clauses) name(clause.clause, () => ({ kind: 'clause', clause }));
  for (const term of book.terms) name(term.term, () => ({ kind: 'term', term }));
  for (const feature of book.features)
    name(feature.id, () => ({ kind: 'feature', feature, usedBy: withFeature(book, feature.id) }));
  for (const instrument of book.instruments)
    name(instrument.id, () => ({ kind: 'instrument', instrument, usedBy: withEvidence(book, instrument.id) }));
  for (const incident of book.incidents) name(incident.id, () => ({ kind: 'incident', incident }));
  for (const group of book.groups) name(group.id, () => ({ kind: 'group', group, entries: inGroup(book, group.id) }));
  for (const entry of book.entries)
    for (const id of [entry.requirement.id, ...casesOf(entry).map((testCase) => testCase.id)])
      name(id, () => ({ kind: 'requirement', entry }));
  return names;
}

const inGroup = ({ entries }: Book, group: string) =>
  entries.filter(({ requirement }) => groupOf(requirement.id) === group);

const casesOf = ({ requirement }: Entry) => [...requirement.testCases, ...(requirement.pending ?? [])];

/** Requirements and test cases that apply only by this feature, or that name it among others. */
const withFeature = ({ entries }: Book, feature: string): readonly string[] =>
  entries
    .flatMap((entry) => [entry.requirement, ...casesOf(entry)])
    .filter(({ applies = [] }) => JSON.stringify(applies).includes(`"${feature}"`))
    .map(({ id }) => id);

const withEvidence = ({ entries }: Book, kind: string): readonly string[] =>
  entries
    .flatMap(casesOf)
    .filter(({ evidence }) => (evidence as readonly string[]).includes(kind))
    .map(({ id }) => id);

// Requirements are written in capitals; a term such as "child" is not.
const shown = (name: string) => (/^[a-z]{2,5}(-\d+){1,2}$/.test(name) ? name.toUpperCase() : name);
