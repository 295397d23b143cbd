import { dirname } from 'node:path';
import type { Loaded } from '../../../schemas/load.ts';
import type { Problem } from '../../../schemas/problem.ts';
import type { Edition } from '../../../schemas/types.ts';
import type { Check, House } from '../house.ts';
import { frozenRequirements, thawed } from '../revise/frozen.ts';
import { otherMeanings } from '../revise/meanings.ts';

/**
 * A published edition is frozen: its copy still has the digests it was published with, every test case of it is still
 * judged by a spec, and none of its ids means anything else today.
 */
export const check: Check = (house) => {
  const published = house.editions.filter(({ value }) => value.status !== 'draft');
  return published.flatMap((edition) => ofPublished(edition, house));
};

function ofPublished(edition: Loaded<Edition>, { requirements, suites }: House): readonly Problem[] {
  const folder = dirname(dirname(edition.file));
  const broken = thawed(edition, folder);
  if (broken.length > 0) return broken;
  const frozen = frozenRequirements(folder, [edition]);
  const living = new Set(requirements.map(({ value }) => value.id));
  const problem = (code: Problem['code'], said: string, hint: string): Problem => ({
    code,
    where: edition.where(['edition']),
    problem: said,
    hint,
  });
  const gone = frozen
    .filter(({ requirement }) => !living.has(requirement.id))
    .map(({ requirement }) =>
      problem(
        'MEANING',
        `${requirement.id} of edition ${edition.value.edition} is gone`,
        'Keep its file with maturity: withdrawn, so that nobody gives the id away again.',
      ),
    );
  const unjudged = frozen
    .flatMap(({ requirement }) => requirement.testCases)
    .filter(({ id }) => !suites.testCases.has(id))
    .map(({ id }) =>
      problem(
        'HOUSE',
        `no spec judges ${id} of the published edition ${edition.value.edition}`,
        'Keep the specs of every published edition.',
      ),
    );
  return [...gone, ...unjudged, ...otherMeanings(requirements, frozen)];
}
