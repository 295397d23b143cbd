import { Readable } from 'node:stream';

/** Where a prompt asks, and what ends it. */
export interface PromptContext {
  readonly input?: NodeJS.ReadableStream;
  readonly output?: NodeJS.WritableStream;
  readonly signal?: AbortSignal;
}

/** The person left a prompt without an answer: by Ctrl-C, by Ctrl-D, or because the program was told to end. */
export class LeftPrompt extends Error {
  override readonly name = 'LeftPrompt';
}

/**
 * Asks by a prompt that also ends where there is nothing more to read: Ctrl-D on an empty line and the end of the input
 * pause it, and a prompt would wait on.
 * @throws LeftPrompt
 */
export async function atPrompt<Answer>(
  ask: (context: PromptContext & { readonly signal: AbortSignal }) => Promise<Answer>,
  context: PromptContext = {},
): Promise<Answer> {
  const { input = process.stdin, signal } = context;
  const ended = new AbortController();
  const end = () => ended.abort();
  if (hasEnded(input)) throw new LeftPrompt('there is nothing more to read');
  for (const event of endings) input.once(event, end);
  try {
    return await ask({
      ...context,
      signal: signal === undefined ? ended.signal : AbortSignal.any([signal, ended.signal]),
    });
  } catch (error) {
    throw error instanceof Error && leaving.includes(error.name) ? new LeftPrompt('the prompt was left') : error;
  } finally {
    for (const event of endings) input.removeListener(event, end);
  }
}

const endings = ['pause', 'end', 'close'] as const;

const hasEnded = (input: NodeJS.ReadableStream) =>
  input instanceof Readable && (input.readableEnded || input.destroyed);

// How the prompts say that the person, or the program, ended them.
const leaving = ['ExitPromptError', 'AbortPromptError', 'CancelPromptError'];
