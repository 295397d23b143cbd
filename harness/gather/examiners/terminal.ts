import { input, number, select } from '@inquirer/prompts';
import { printable } from '../../probes/shared/printable.ts';
import type { Examiner, ExaminerAnswer, ExaminerQuestion } from '../probe.ts';

/** Where the person is asked. */
export interface TerminalOptions {
  readonly input?: NodeJS.ReadableStream;
  readonly output?: NodeJS.WritableStream;
  /** Called when the person ends the session with Ctrl-C; what was answered before is kept. */
  readonly interrupt?: () => void;
  readonly signal?: AbortSignal;
}

const later = '(not now)';

/** Asks the person at the terminal, one question after the other. After Ctrl-C no further question is asked. */
export function terminalExaminer({ interrupt, signal, ...streams }: TerminalOptions = {}): Examiner {
  let ended = false;
  return {
    ask: async (question) => {
      if (ended) return undefined;
      (streams.output ?? process.stderr).write(heading(question));
      try {
        return await answerOf(question, {
          output: process.stderr,
          ...streams,
          ...(signal === undefined ? {} : { signal }),
        });
      } catch (error) {
        if (!(error instanceof Error) || !leaving.includes(error.name)) throw error;
        ended = true;
        interrupt?.();
        return undefined;
      }
    },
  };
}

// How the prompts say that the person, or the program, ended them.
const leaving = ['ExitPromptError', 'AbortPromptError', 'CancelPromptError'];

type Context = Pick<TerminalOptions, 'input' | 'output' | 'signal'>;

function heading({ testCase, row }: ExaminerQuestion): string {
  if (row === undefined) return `\n${testCase}\n`;
  const fields = Object.entries(row)
    .filter(([name, value]) => name !== 'id' && ['string', 'number', 'boolean'].includes(typeof value))
    .map(([name, value]) => `  ${printable(name, 60)}: ${printable(String(value), 200)}\n`);
  return `\n${testCase} — ${printable(row.id, 200)}\n${fields.join('')}`;
}

async function answerOf(question: ExaminerQuestion, context: Context): Promise<ExaminerAnswer | undefined> {
  const seen = await observed(question.question, context);
  if (seen === undefined || question.question.photo === undefined) return seen;
  const required = question.question.photo === 'required';
  const message = `Path of the picture, relative to the bench folder${required ? '' : ' (empty for none)'}:`;
  const photo = (await input({ message, required }, context)).trim();
  return photo === '' ? seen : { ...seen, photo };
}

async function observed(
  { ask, choices, number: reading, list }: ExaminerQuestion['question'],
  context: Context,
): Promise<ExaminerAnswer | undefined> {
  const message = ask.trim();
  if (choices !== undefined) {
    const named = Object.entries(choices).map(([value, name]) => ({ value, name }));
    const choice = await select({ message, choices: [...named, { value: later, name: 'Not now' }] }, context);
    return choice === later ? undefined : { choice };
  }
  if (reading !== undefined) return readingOf(message, reading, context);
  const said = (
    await input(
      { message: `${message}${list ? ' (separate with ;, none for nothing)' : ''} (empty for not now)` },
      context,
    )
  ).trim();
  if (list !== true) return said === '' ? undefined : { text: said };
  if (said === '') return undefined;
  const items = said.split(';').map((item) => item.trim());
  return { list: said === 'none' ? [] : items.filter((item) => item !== '') };
}

async function readingOf(
  message: string,
  { unit, minimum, maximum }: NonNullable<ExaminerQuestion['question']['number']>,
  context: Context,
): Promise<ExaminerAnswer | undefined> {
  const bounds = {
    ...(minimum === undefined ? {} : { min: minimum }),
    ...(maximum === undefined ? {} : { max: maximum }),
  };
  const value = await number({ message: `${message} [${unit}] (empty for not now)`, step: 'any', ...bounds }, context);
  return value === undefined ? undefined : { number: value };
}
