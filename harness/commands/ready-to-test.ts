import { dirname } from 'node:path';
import type { Signer } from '../../reports/sign/signer.ts';
import { load } from '../../schemas/load.ts';
import type { Declared } from '../../schemas/types.ts';
import { readSecrets } from '../gather/bench-secrets.ts';
import { operatorOf } from './gather-run.ts';
import { openKey } from './open-key.ts';
import type { TestOptions } from './test-product.ts';

/**
 * Whatever the bench, its secrets, the answers, the operator or the key has wrong is said before a run is started: hours
 * of gathering must not end at a mistyped passphrase.
 * @returns who signs the report
 * @throws UserError
 */
export async function readyToTest(declaration: Declared, options: TestOptions): Promise<readonly Signer[]> {
  const bench = load('bench', options.bench).value;
  readSecrets(bench, dirname(options.bench));
  const answering = await operatorInAnswers(declaration, options);
  operatorOf(bench, options.operator ?? answering);
  return options.sign === undefined ? [] : [await openKey(options.sign, options)];
}

async function operatorInAnswers(
  declaration: Declared,
  { answers, edition }: TestOptions,
): Promise<string | undefined> {
  if (answers === undefined) return undefined;
  const { answersFile } = await import('../gather/examiners/answers-file.ts');
  const { knownQuestions } = await import('./known-questions.ts');
  return answersFile(answers, knownQuestions(edition, declaration)).operator;
}
