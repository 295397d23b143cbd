import { conditionInWords } from './condition-in-words.ts';
import type { Entry } from './book.ts';
import type { Found } from './look-up.ts';
import { counted, withLimits, wrapped } from './prose.ts';
import { showRequirement } from './show-requirement.ts';

/** What was found, for a terminal. `specimens` are the names of the cases that show how a requirement is judged. */
export function show(found: Found, specimens: readonly string[] = []): string {
  switch (found.kind) {
    case 'requirement':
      return showRequirement(found.entry, specimens);
    case 'group':
      return paragraphs(`${found.group.id} ${found.group.title}`, [
        ['', found.group.about],
        ...found.entries.map((entry) => [entry.requirement.id, sentenceOf(entry)] as const),
      ]);
    case 'incident':
      return showIncident(found.incident);
    case 'instrument':
      return paragraphs(`${found.instrument.title} (instrument ${found.instrument.id})`, [
        ['', found.instrument.about],
        ['Evidence of', used(found.usedBy, 'test case')],
      ]);
    case 'feature':
      return showFeature(found.feature, found.usedBy);
    case 'term':
      return paragraphs(found.term.term, [
        ['', found.term.definition],
        ['Source', found.term.source],
      ]);
    case 'clause':
      return `${found.clause.title}${found.clause.normative ? '' : ' (informative)'}\n\n${found.clause.text.trim()}\n`;
  }
}

function showIncident({ product, kind, year, ...incident }: Extract<Found, { kind: 'incident' }>['incident']): string {
  return paragraphs(`${product}, ${kind === undefined ? '' : `${kind}, `}${year}`, [
    ['What was wrong', incident.flaw],
    ['Who was harmed', incident.harm],
    ['What followed', incident.authority],
    ['Caught by', incident.caughtBy.join(', ')],
    ...incident.sources.map(({ name, read }) => ['Source', read ? name : `${name} (not read)`] as const),
  ]);
}

function showFeature(feature: Extract<Found, { kind: 'feature' }>['feature'], usedBy: readonly string[]): string {
  return paragraphs(`${feature.id} (feature)`, [
    ['', feature.question],
    ['Help', feature.help],
    ['Implies', (feature.implies ?? []).join(', ')],
    ['Excludes', (feature.excludes ?? []).join(', ')],
    ['Tables', (feature.tables ?? []).join(', ')],
    ['Decides about', used(usedBy, 'requirement or test case', 'requirements and test cases')],
  ]);
}

const sentenceOf = ({ requirement, limits }: Entry) =>
  `${requirement.title}. ${withLimits(requirement.statement, limits)} Applies: ${conditionInWords(requirement.applies)}.`;

const used = (ids: readonly string[], one: string, many?: string) =>
  ids.length === 0 ? 'nothing yet' : `${counted(ids.length, one, many)}: ${ids.join(', ')}`;

/** A heading and paragraphs, each under its name; empty ones are left out. */
export function paragraphs(heading: string, parts: readonly (readonly [string, string])[]): string {
  const said = parts
    .filter(([, text]) => text.trim() !== '')
    .map(([name, text]) => (name === '' ? wrapped(text, '  ') : `  ${name}\n${wrapped(text, '    ')}`));
  return `${[heading, ...said].join('\n\n')}\n`;
}
