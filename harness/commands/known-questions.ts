import { load } from '../../schemas/load.ts';
import { readStandard, requirementFiles } from '../../schemas/read-standard.ts';
import type { Declared } from '../../schemas/types.ts';
import { questionsIn, type KnownQuestions } from '../gather/examiners/answers-file.ts';

/**
 * Every question to an examiner in the standard of this package, whatever edition holds it, and in the edition of a run:
 * a laboratory keeps one file of answers for several plans.
 */
export function knownQuestions(edition: string | undefined, declaration: Declared): KnownQuestions {
  const living = [...requirementFiles().values()].map((file) => load('requirement', file).value);
  const planned = edition === undefined ? [] : [...readStandard(edition).requirements.values()];
  return questionsIn(
    [...living, ...planned].flatMap(({ testCases }) => testCases),
    declaration,
  );
}
