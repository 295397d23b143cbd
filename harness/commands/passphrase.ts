import { readBounded } from '../../schemas/read-bounded.ts';
import { UserError } from '../../schemas/problem.ts';
import { interruption } from './interruption.ts';

/** Where a passphrase may come from, the first that is there. */
export interface PassphraseOptions {
  readonly passphraseFile?: string | undefined;
}

/**
 * A passphrase from a file, from TOYMARK_PASSPHRASE, or from the person at the terminal; never from the command line,
 * where every other user of the machine can read it.
 * @throws UserError PASSPHRASE where there is nobody to ask, or the person leaves without giving one
 */
export async function passphraseFrom({ passphraseFile }: PassphraseOptions, ask: string): Promise<string> {
  if (passphraseFile !== undefined) return readBounded(passphraseFile, 4096).replace(/\r?\n$/, '');
  const given = process.env['TOYMARK_PASSPHRASE'];
  if (given !== undefined && given !== '') return given;
  if (!process.stdin.isTTY)
    throw new UserError({
      code: 'PASSPHRASE',
      where: ask,
      problem: 'no passphrase was given and nobody is there to ask',
      hint: 'Name a file with --passphrase-file or set TOYMARK_PASSPHRASE.',
    });
  return asked(ask);
}

async function asked(ask: string): Promise<string> {
  const { password } = await import('@inquirer/prompts');
  const { atPrompt, LeftPrompt } = await import('../gather/examiners/at-prompt.ts');
  const keys = interruption(() => undefined);
  try {
    return await atPrompt((at) => password({ message: ask, mask: '*' }, at), { signal: keys.signal });
  } catch (error) {
    if (!(error instanceof LeftPrompt)) throw error;
    throw new UserError({
      code: 'PASSPHRASE',
      where: ask,
      problem: 'the prompt was left without a passphrase',
      hint: 'Start the command again, or name a file with --passphrase-file.',
    });
  } finally {
    keys.end();
  }
}
