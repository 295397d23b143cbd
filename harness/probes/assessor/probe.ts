import type { AssessorObservation, Declared, TestCase } from '../../../schemas/types.ts';
import {
  NotObserved,
  type Examiner,
  type ExaminerAnswer,
  type ExaminerQuestion,
  type Observing,
  type Planning,
  type Probe,
  type Target,
} from '../../gather/probe.ts';
import { rowsAt } from '../../gather/rows-at.ts';
import { readPhoto } from './read-photo.ts';

type Row = NonNullable<ExaminerQuestion['row']>;
type Answer = AssessorObservation['answers'][number];

interface Asked extends ExaminerQuestion {
  /** Test case, question and row, as in AUTH-3-1/manual-explains/owner-login. */
  readonly id: string;
}

/** Asks the person at the bench what they see, each question of each row by itself. */
export const probe: Probe<'assessor'> = { version: '1', targets, observe };

function targets({ declaration, testCases }: Planning): readonly Target[] {
  return questionsOf(testCases, declaration).map(({ id, testCase }) => ({
    id: targetId(id),
    units: [],
    testCases: [testCase],
    occupies: ['person'],
    estimatedSeconds: 60,
    limitSeconds: 24 * 3600,
  }));
}

// An id begins in lower case.
const targetId = (id: string) => id.replace(/^[A-Z]+/, (group) => group.toLowerCase());

function questionsOf(testCases: readonly TestCase[], declaration: Declared): readonly Asked[] {
  return testCases.flatMap(({ id: testCase, questions = [], rows, rowsWhere = {} }) =>
    questions.flatMap((question): readonly Asked[] => {
      const asked = { testCase, question };
      if (rows === undefined) return [{ ...asked, id: `${testCase}/${question.id}`, row: undefined }];
      return rowsAt(declaration, rows)
        .filter((row) => isAskedOf(row, rowsWhere))
        .map((row) => ({ ...asked, id: `${testCase}/${question.id}/${row.id}`, row }));
    }),
  );
}

/** Whether a row has, for each field that matters, one of the values that are asked about. */
const isAskedOf = (row: Row, where: NonNullable<TestCase['rowsWhere']>): boolean =>
  Object.entries(where).every(([field, values]) => {
    const value: unknown = Object.hasOwn(row, field) ? (row as Readonly<Record<string, unknown>>)[field] : undefined;
    return values.some((each) => each === value);
  });

async function observe(target: Target, observing: Observing): Promise<AssessorObservation> {
  const { testCases, declaration, examiner, operator } = observing;
  const asked = questionsOf(testCases, declaration).find(({ id }) => targetId(id) === target.id);
  if (asked === undefined) throw new NotObserved('input-missing', `no test case asks ${target.id}`);
  if (examiner === undefined) throw new NotObserved('input-missing', 'nobody is at the bench to ask');
  const given = await answerTo(asked, examiner, observing.signal);
  const photo = given.photo === undefined ? undefined : observing.attach(await readPhoto(given.photo, observing));
  if (photo === undefined && asked.question.photo === 'required')
    throw new NotObserved('input-missing', `the answer to ${asked.id} needs a picture`);
  return { answers: [rowOf(asked, given, { operator, photo })] };
}

async function answerTo(
  { testCase, question, row, id }: Asked,
  examiner: Examiner,
  signal: AbortSignal,
): Promise<ExaminerAnswer> {
  const given = await examiner.ask({ testCase, question, row });
  if (signal.aborted) throw new NotObserved('interrupted', `${id} was interrupted`);
  if (given === undefined) throw new NotObserved('declined', `${id} was not answered`);
  const { choices, number, text, list } = question;
  const fits =
    (choices === undefined || (given.choice !== undefined && Object.hasOwn(choices, given.choice))) &&
    (number === undefined || inside(given.number, number)) &&
    (text === undefined || (given.text !== undefined && given.text.trim() !== '')) &&
    (list === undefined || given.list !== undefined);
  if (!fits) throw new NotObserved('input-missing', `the answer to ${id} is none of those that the question allows`);
  return given;
}

const inside = (value: number | undefined, { minimum = -Infinity, maximum = Infinity }: NumberQuestion) =>
  value !== undefined && value >= minimum && value <= maximum;

interface NumberQuestion {
  readonly minimum?: number;
  readonly maximum?: number;
}

function rowOf(
  { id, testCase, question, row }: Asked,
  { choice, number, text, list, answeredAt }: ExaminerAnswer,
  { operator, photo }: { readonly operator: string; readonly photo: string | undefined },
): Answer {
  return {
    id: targetId(id),
    testCase,
    question: question.id,
    ...(row === undefined ? {} : { row: row.id }),
    ...(choice === undefined ? {} : { choice }),
    ...(number === undefined ? {} : { number }),
    ...(text === undefined ? {} : { text: text.slice(0, 8000) }),
    ...(list === undefined ? {} : { list: list.slice(0, 200).map((item) => item.slice(0, 300)) }),
    ...(photo === undefined ? {} : { photo }),
    operator,
    answeredAt: answeredAt ?? `${new Date().toISOString().slice(0, 19)}Z`,
  };
}
