import { load } from '../../schemas/load.ts';
import type { Examiner } from '../gather/probe.ts';

interface Asked {
  readonly answers?: string | undefined;
  readonly operator?: string | undefined;
}

interface Found {
  /** Absent where nobody is there to ask. */
  readonly examiner: Examiner | undefined;
  /** The one named on the command line, else the one who wrote the answers. */
  readonly operator: string | undefined;
}

/**
 * Whom the instruments may ask: the answers file, else nobody.
 * @throws UserError where the file cannot be read or does not fit
 */
export function examinerFor({ answers: file, operator }: Asked): Found {
  if (file === undefined) return { examiner: undefined, operator };
  const { answers, answeredAt, operator: writer } = load('answers', file).value;
  const examiner: Examiner = {
    ask: ({ testCase, question, row }) => {
      const name = `${testCase}/${question.id}`;
      const found = answers.find((answer) => answer.question === name && answer.row === row?.id);
      if (found === undefined) return Promise.resolve(undefined);
      return Promise.resolve({ ...found, ...(answeredAt === undefined ? {} : { answeredAt }) });
    },
  };
  return { examiner, operator: operator ?? writer };
}
