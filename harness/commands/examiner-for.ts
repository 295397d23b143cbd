import type { Declared } from '../../schemas/types.ts';
import type { Examiner } from '../gather/probe.ts';
import type { Interruption } from './interruption.ts';

interface Asked {
  /** Whose rows may be answered for. */
  readonly declaration: Declared;
  readonly answers?: string | undefined;
  readonly operator?: string | undefined;
  /** The edition whose questions may be answered besides those of this package. */
  readonly edition?: string | undefined;
}

interface Found {
  readonly examiner: Examiner | undefined;
  /** The one named on the command line, or in the answers. */
  readonly operator: string | undefined;
}

/** Whom the instruments may ask: the answers file, else the person at the terminal, else nobody. */
export async function examinerFor(
  { declaration, answers, operator, edition }: Asked,
  { interrupt, signal }: Pick<Interruption, 'interrupt' | 'signal'>,
): Promise<Found> {
  if (answers !== undefined) {
    const { answersFile } = await import('../gather/examiners/answers-file.ts');
    const { knownQuestions } = await import('./known-questions.ts');
    const file = answersFile(answers, knownQuestions(edition, declaration));
    return { examiner: file.examiner, operator: operator ?? file.operator };
  }
  if (!process.stdin.isTTY || !process.stderr.isTTY) return { examiner: undefined, operator };
  const { terminalExaminer } = await import('../gather/examiners/terminal.ts');
  return { examiner: terminalExaminer({ interrupt, signal }), operator };
}
