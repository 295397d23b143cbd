import { input, number, select } from '@inquirer/prompts';
import { printable } from '../../probes/shared/printable.ts';
import type { Examiner, ExaminerAnswer, ExaminerQuestion } from '../probe.ts';
import { atPrompt, LeftPrompt, type PromptContext } from './at-prompt.ts';

/** Where the person is asked. */
export interface TerminalOptions extends PromptContext {
  /** Called when the person ends the session with Ctrl-C or Ctrl-D; what was answered before is kept. */
  readonly interrupt?: () => void;
}

const later = '(not now)';

/** Asks the person at the terminal, one question after the other. After Ctrl-C no further question is asked. */
export function terminalExaminer({ interrupt, ...context }: TerminalOptions = {}): Examiner {
  let ended = false;
  return {
    ask: async (question) => {
      if (ended) return undefined;
      (context.output ?? process.stderr).write(heading(question));
      try {
        return await answerOf(question, { output: process.stderr, ...context });
      } catch (error) {
        if (!(error instanceof LeftPrompt)) throw error;
        ended = true;
        interrupt?.();
        return undefined;
      }
    },
  };
}

function heading({ testCase, row }: ExaminerQuestion): string {
  if (row === undefined) return `\n${testCase}\n`;
  const fields = Object.entries(row)
    .filter(([name, value]) => name !== 'id' && ['string', 'number', 'boolean'].includes(typeof value))
    .map(([name, value]) => `  ${printable(name, 60)}: ${printable(String(value), 200)}\n`);
  return `\n${testCase} — ${printable(row.id, 200)}\n${fields.join('')}`;
}

async function answerOf(question: ExaminerQuestion, context: PromptContext): Promise<ExaminerAnswer | undefined> {
  const seen = await observed(question.question, context);
  if (seen === undefined || question.question.photo === undefined) return seen;
  const required = question.question.photo === 'required';
  const message = `Path of the picture, relative to the bench folder${required ? '' : ' (empty for none)'}:`;
  const photo = (await atPrompt((at) => input({ message, required }, at), context)).trim();
  return photo === '' ? seen : { ...seen, photo };
}

async function observed(
  { ask, choices, number: reading, list }: ExaminerQuestion['question'],
  context: PromptContext,
): Promise<ExaminerAnswer | undefined> {
  const message = ask.trim();
  if (choices !== undefined) {
    const named = Object.entries(choices).map(([value, name]) => ({ value, name }));
    const all = [...named, { value: later, name: 'Not now' }];
    const choice = await atPrompt((at) => select({ message, choices: all }, at), context);
    return choice === later ? undefined : { choice };
  }
  if (reading !== undefined) return readingOf(message, reading, context);
  const line = `${message}${list ? ' (separate with ;, none for nothing)' : ''} (empty for not now)`;
  const said = (await atPrompt((at) => input({ message: line }, at), context)).trim();
  if (list !== true) return said === '' ? undefined : { text: said };
  if (said === '') return undefined;
  const items = said.split(';').map((item) => item.trim());
  return { list: said === 'none' ? [] : items.filter((item) => item !== '') };
}

async function readingOf(
  message: string,
  { unit, minimum, maximum }: NonNullable<ExaminerQuestion['question']['number']>,
  context: PromptContext,
): Promise<ExaminerAnswer | undefined> {
  const bounds = {
    ...(minimum === undefined ? {} : { min: minimum }),
    ...(maximum === undefined ? {} : { max: maximum }),
  };
  const asked = { message: `${message} [${unit}] (empty for not now)`, step: 'any', ...bounds } as const;
  const value = await atPrompt((at) => number(asked, at), context);
  return value === undefined ? undefined : { number: value };
}
