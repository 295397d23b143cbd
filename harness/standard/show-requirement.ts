import { reviewState } from '../../schemas/statement-digest.ts';
import type { PendingTestCase, TestCase } from '../../schemas/types.ts';
import { conditionInWords } from './condition-in-words.ts';
import type { Entry } from './book.ts';
import { withLimits, wrapped } from './prose.ts';

/** A requirement whole, for a terminal: statement with its limits, why, how, test cases, references, review, specimens. */
export function showRequirement(entry: Entry, specimens: readonly string[]): string {
  const { requirement, limits } = entry;
  const { id, title, rationale, guidance } = requirement;
  const parts = [
    `${id} ${title}`,
    wrapped(withLimits(requirement.statement, limits), '  '),
    factsOf(entry),
    ...titled('Why', rationale),
    ...titled('For the manufacturer', guidance.manufacturer),
    ...titled('For the examiner', guidance.examiner),
    ...requirement.testCases.map((testCase) => caseOf(testCase, entry, '')),
    ...(requirement.pending ?? []).map((testCase) => caseOf(testCase, entry, ' (waits for an instrument)')),
    ...listed(
      'References',
      Object.entries(requirement.references).map(([name, ids]) => `${name}: ${ids.join(', ')}`),
    ),
    ...listed('Specimens', specimens),
    ...listed(
      'Reviews',
      (requirement.reviews ?? []).map(({ on, by, because }) => `${on} ${by}: ${because}`),
    ),
  ];
  return `${parts.join('\n\n')}\n`;
}

function factsOf({ requirement, level, limits }: Entry): string {
  const { strength, applies, maturity = 'active', incidents, supersedes, stricter = {}, withdrawn } = requirement;
  const limitWords = Object.entries(limits).map(
    ([name, value]) => `${name} ${value}${stricter[name] === undefined ? '' : ` (${stricter[name]} is stricter)`}`,
  );
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['level', `${level}, ${strength}`],
    ['applies', conditionInWords(applies)],
    ['maturity', maturity === 'active' ? undefined : maturity],
    ['withdrawn', withdrawn?.because.trim()],
    ['supersedes', supersedes],
    ['limits', limitWords.join(', ')],
    ['incidents', incidents?.join(', ')],
    ['review', reviewWords[reviewState(requirement)]],
  ];
  const said = facts.filter(([, text]) => text !== undefined && text !== '');
  return said.map(([name, text = '']) => `  ${name.padEnd(11)} ${wrapped(text, ' '.repeat(14)).trim()}`).join('\n');
}

const reviewWords = {
  reviewed: 'the test cases were read beside this statement',
  suspect: 'suspect: the statement changed since its test cases were read',
  unreviewed: 'nobody has read the test cases beside this statement yet',
} as const;

function caseOf(testCase: TestCase | PendingTestCase, { requirement, limits }: Entry, mark: string): string {
  const { id, purpose, method, evidence, rows, applies, how } = testCase;
  const strength = testCase.strength ?? requirement.strength;
  const facts = [
    `${method} with ${evidence.join(', ')}`,
    ...(rows === undefined ? [] : [`one verdict for each row of ${rows}`]),
    ...(applies === undefined ? [] : [conditionInWords(applies)]),
    ...(strength === requirement.strength ? [] : [strength]),
  ];
  const questions = ('questions' in testCase ? (testCase.questions ?? []) : []).map(({ ask }) =>
    wrapped(`? ${ask}`, '    '),
  );
  const rule = how === undefined ? [] : [wrapped(withLimits(how, limits), '    ')];
  return [`  ${id} ${purpose}${mark}`, wrapped(facts.join('; '), '    '), ...rule, ...questions].join('\n');
}

const titled = (name: string, text: string) => [`  ${name}\n${wrapped(text, '    ')}`];

const listed = (name: string, items: readonly string[]) =>
  items.length === 0 ? [] : [`  ${name}\n${items.map((item) => wrapped(`– ${item}`, '    ')).join('\n')}`];

/** A requirement in the words that `--json` prints. */
export const inJson = ({ requirement, level, limits }: Entry, specimens: readonly string[]) => ({
  ...requirement,
  level,
  limits,
  statementWithLimits: withLimits(requirement.statement.trim(), limits),
  review: reviewState(requirement),
  specimens,
});
