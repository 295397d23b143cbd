import type { Requirement } from '../../schemas/types.ts';

/** Where a text stands in its document. */
export type Path = readonly (string | number)[];

/** A text of a requirement that people read, and where it stands. */
export interface Text {
  readonly path: Path;
  readonly text: string;
  /** Whether it decides: the statement, a purpose or a decision rule. What explains may use freer words. */
  readonly decides: boolean;
}

/** Every text of a requirement, in the order of the file. */
export function textsOf({ title, statement, rationale, guidance, testCases, pending = [] }: Requirement): Text[] {
  const of = (decides: boolean, text: string | undefined, ...path: Path): Text[] =>
    text === undefined ? [] : [{ path, text, decides }];
  return [
    ...of(true, title, 'title'),
    ...of(true, statement, 'statement'),
    ...of(false, rationale, 'rationale'),
    ...of(false, guidance.manufacturer, 'guidance', 'manufacturer'),
    ...of(false, guidance.examiner, 'guidance', 'examiner'),
    ...testCases.flatMap(({ purpose, how, questions = [] }, index) => [
      ...of(true, purpose, 'testCases', index, 'purpose'),
      ...of(true, how, 'testCases', index, 'how'),
      ...questions.flatMap(({ ask }, question) => of(false, ask, 'testCases', index, 'questions', question, 'ask')),
    ]),
    ...pending.flatMap(({ purpose, how }, index) => [
      ...of(true, purpose, 'pending', index, 'purpose'),
      ...of(true, how, 'pending', index, 'how'),
    ]),
  ];
}
