import { load } from '../../../schemas/load.ts';
import { UserError, type Problem } from '../../../schemas/problem.ts';
import type { Answers, Declared, TestCase } from '../../../schemas/types.ts';
import { closest } from '../../../schemas/validate.ts';
import type { Examiner } from '../probe.ts';
import { rowsAt } from '../rows-at.ts';

/** The answers of a file in place of a person. */
export interface AnswersFile {
  readonly examiner: Examiner;
  /** Who saw what the file tells. */
  readonly operator: string;
}

/** Questions that exist, as `AUTH-3-1/manual-explains`. */
export type KnownQuestions = ReadonlyMap<string, KnownQuestion>;

interface KnownQuestion {
  /** The table of whose rows it is asked, as `ixit.credentials`. */
  readonly table: string | undefined;
  /** The ids of the rows that are declared. */
  readonly rows: readonly string[];
}

/** The questions of these test cases, to be asked of this product. */
export const questionsIn = (testCases: readonly TestCase[], declaration: Declared): KnownQuestions =>
  new Map(
    testCases.flatMap(({ id, rows: table, questions = [] }) => {
      const rows = table === undefined ? [] : rowsAt(declaration, table).map((row) => row.id);
      return questions.map((question) => [`${id}/${question.id}`, { table, rows }] as const);
    }),
  );

/**
 * Reads a file of answers. It may answer more than a plan asks, but nothing that nobody ever asks of this product.
 * @throws UserError where it does not fit its schema, answers a question twice, or names a question or a row that does
 * not exist
 */
export function answersFile(file: string, known: KnownQuestions): AnswersFile {
  const { value, where } = load('answers', file);
  const byQuestion = new Map<string, Answers['answers'][number]>();
  const problems: Problem[] = [];
  for (const [index, answer] of value.answers.entries()) {
    const key = keyOf(answer.question, answer.row);
    if (byQuestion.has(key))
      problems.push({ code: 'DUPLICATE_ID', where: where(['answers', index]), problem: `${key} is answered twice` });
    byQuestion.set(key, answer);
    const place = (field: string) => where(['answers', index, field]);
    problems.push(...neverAsked(answer, known, place));
  }
  if (problems.length > 0) throw new UserError(problems);
  const { answeredAt } = value;
  return {
    operator: value.operator,
    examiner: {
      ask: ({ testCase, question, row }) => {
        const found = byQuestion.get(keyOf(`${testCase}/${question.id}`, row?.id));
        if (found === undefined) return Promise.resolve(undefined);
        const { choice, number, text, list, photo } = found;
        return Promise.resolve({
          ...(choice === undefined ? {} : { choice }),
          ...(number === undefined ? {} : { number }),
          ...(text === undefined ? {} : { text }),
          ...(list === undefined ? {} : { list }),
          ...(photo === undefined ? {} : { photo }),
          ...(answeredAt === undefined ? {} : { answeredAt }),
        });
      },
    },
  };
}

const keyOf = (question: string, row: string | undefined) => (row === undefined ? question : `${question} of ${row}`);

function neverAsked(
  { question, row }: Answers['answers'][number],
  known: KnownQuestions,
  place: (field: string) => string,
): readonly Problem[] {
  const found = known.get(question);
  if (found === undefined) {
    const problem = `no test case asks "${question.slice(0, 80)}"`;
    return [{ code: 'UNKNOWN_NAME', where: place('question'), problem, ...instead(question, [...known.keys()]) }];
  }
  const { table, rows } = found;
  if (row === undefined && table !== undefined) {
    const problem = `${question} is asked of each row, and no row is named`;
    return [{ code: 'MISSING', where: place('question'), problem }];
  }
  if (row === undefined) return [];
  if (table === undefined)
    return [{ code: 'UNKNOWN_FIELD', where: place('row'), problem: `${question} is asked of no row` }];
  if (rows.includes(row)) return [];
  const problem = `the declaration has no row "${row.slice(0, 80)}" in ${table}`;
  return [{ code: 'UNKNOWN_NAME', where: place('row'), problem, hint: rowInstead(row, rows) }];
}

function rowInstead(row: string, rows: readonly string[]): string {
  const near = closest(row, rows);
  if (near !== undefined) return `Is "${near}" meant?`;
  return rows.length === 0
    ? 'That table is empty; leave the answer out.'
    : `It has ${rows.slice(0, 20).join(', ')}${rows.length > 20 ? ' …' : ''}.`;
}

function instead(question: string, known: readonly string[]): Pick<Problem, 'hint'> {
  const near = closest(question, known);
  if (near !== undefined) return { hint: `Is "${near}" meant?` };
  const requirement = /^[A-Z]+-\d+/.exec(question)?.[0] ?? '';
  const beside = known.filter((each) => each.startsWith(`${requirement}-`));
  return beside.length === 0 ? {} : { hint: `Asked for ${requirement}: ${beside.join(', ')}.` };
}
