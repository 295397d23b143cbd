import { counted, markdownTable, wrapped } from '../prose.ts';
import type { ClauseCoverage, StandardCoverage } from './coverage.ts';

const states = { answered: 'answered', 'not-covered': 'not covered', open: 'open' } as const;

/** One line for each other standard; with `whole`, every clause of it and every requirement that names one. */
export function told(standards: readonly StandardCoverage[], whole: boolean): string {
  const summary = standards.map((one) => {
    const counts = `${count(one, 'answered')} answered, ${count(one, 'not-covered')} not covered, ${count(one, 'open')} open`;
    return `${one.crosswalk.padEnd(20)} ${counted(one.clauses.length, 'clause').padStart(12)}: ${counts}${one.complete ? '; complete' : ''}\n`;
  });
  if (!whole) return `${summary.join('')}\ntoymark standard coverage NAME shows one of them, clause by clause.\n`;
  return standards
    .map((one, index) => `${summary[index] ?? ''}\n${clauseLines(one)}\n${requirementLines(one)}`)
    .join('\n');
}

const count = ({ clauses }: StandardCoverage, state: ClauseCoverage['state']) =>
  clauses.filter((clause) => clause.state === state).length;

const clauseLines = ({ clauses }: StandardCoverage): string =>
  clauses
    .map(
      (one) =>
        `  ${one.clause.padEnd(8)} ${one.subject ?? ''}`.trimEnd() + `\n${wrapped(answer(one), '           ')}\n`,
    )
    .join('');

function answer({ state, requirements, because }: ClauseCoverage): string {
  if (state === 'answered') return requirements.map(nameOf).join(', ');
  return because === undefined ? states[state] : `${states[state]}: ${because}`;
}

// A requirement that cannot be tested yet answers on paper only, and says so.
const nameOf = ({ requirement, maturity }: ClauseCoverage['requirements'][number]) =>
  maturity === 'active' ? requirement : `${requirement} (${maturity})`;

const requirementLines = ({ requirements }: StandardCoverage): string =>
  requirements.map(({ requirement, clauses }) => `  ${requirement.padEnd(12)} ${clauses.join(', ')}\n`).join('');

/** Both tables of each standard as Markdown. */
export const inMarkdown = (standards: readonly StandardCoverage[]): string =>
  standards.map((one) => `${sectionOf(one)}\n`).join('\n');

function sectionOf(one: StandardCoverage): string {
  const clauses = one.clauses.map((clause) => [
    clause.clause,
    clause.subject ?? '',
    states[clause.state],
    clause.state === 'answered'
      ? clause.requirements
          .map((each) => `${nameOf(each)}: ${each.relation}${each.read ? '' : ', clause not read'}`)
          .join('; ')
      : (clause.because ?? ''),
  ]);
  const requirements = one.requirements.map(({ requirement, title, clauses: named }) => [
    requirement,
    title,
    named.join(', '),
  ]);
  return [
    `# ${one.title}, ${one.edition}`,
    `${counted(one.clauses.length, 'clause')}: ${count(one, 'answered')} answered, ${count(one, 'not-covered')} not covered, ${count(one, 'open')} open.`,
    markdownTable(['Clause', 'Its matter', 'State', 'Requirements, or why none'], clauses),
    markdownTable(['Requirement', 'Title', 'Clauses'], requirements),
  ].join('\n\n');
}
