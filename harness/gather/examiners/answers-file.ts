import { load } from '../../../schemas/load.ts';
import { UserError, type Problem } from '../../../schemas/problem.ts';
import type { Answers } from '../../../schemas/types.ts';
import type { Examiner } from '../probe.ts';

/** The answers of a file in place of a person. */
export interface AnswersFile {
  readonly examiner: Examiner;
  /** Who saw what the file tells. */
  readonly operator: string;
}

/**
 * Reads a file of answers.
 * @throws UserError where it does not fit its schema, or answers a question twice
 */
export function answersFile(file: string): AnswersFile {
  const { value, where } = load('answers', file);
  const byQuestion = new Map<string, Answers['answers'][number]>();
  const problems: Problem[] = [];
  for (const [index, answer] of value.answers.entries()) {
    const key = keyOf(answer.question, answer.row);
    if (byQuestion.has(key))
      problems.push({ code: 'DUPLICATE_ID', where: where(['answers', index]), problem: `${key} is answered twice` });
    byQuestion.set(key, answer);
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
