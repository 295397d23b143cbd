import type { Loaded } from '../../../schemas/load.ts';
import type { Problem } from '../../../schemas/problem.ts';
import { statementDigest } from '../../../schemas/statement-digest.ts';
import type { Requirement } from '../../../schemas/types.ts';
import type { Frozen } from './frozen.ts';

/**
 * Ids that mean something else than in a published edition: another statement under the same requirement, or another
 * purpose under the same test case. Explanations may be reworded and numbers tightened; a new meaning takes a new id.
 */
export function otherMeanings(
  requirements: readonly Loaded<Requirement>[],
  frozen: readonly Frozen[],
): readonly Problem[] {
  return requirements.flatMap((loaded) =>
    frozen
      .filter(({ requirement }) => requirement.id === loaded.value.id)
      .flatMap((before) => [...statement(loaded, before), ...purposes(loaded, before)]),
  );
}

const hint = 'Write it as a new requirement that names the old one in supersedes.';

function statement({ value, where }: Loaded<Requirement>, { edition, requirement }: Frozen): readonly Problem[] {
  if (statementDigest(value) === statementDigest(requirement)) return [];
  const problem = `${value.id} obliged to something else in edition ${edition}`;
  return [{ code: 'MEANING', where: where(['statement']), problem, hint }];
}

function purposes({ value, where }: Loaded<Requirement>, { edition, requirement }: Frozen): readonly Problem[] {
  const before = new Map(requirement.testCases.map(({ id, purpose }) => [id, purpose]));
  return value.testCases.flatMap(({ id, purpose }, index) => {
    const meant = before.get(id);
    if (meant === undefined || meant === purpose) return [];
    const problem = `${id} found out something else in edition ${edition}: ${meant}`;
    return [
      {
        code: 'MEANING' as const,
        where: where(['testCases', index, 'purpose']),
        problem,
        hint: 'Give the new test case a new number.',
      },
    ];
  });
}
