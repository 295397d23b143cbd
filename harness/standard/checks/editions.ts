import { dirname } from 'node:path';
import type { Loaded } from '../../../schemas/load.ts';
import type { Problem } from '../../../schemas/problem.ts';
import type { Edition } from '../../../schemas/types.ts';
import type { Check, House } from '../house.ts';
import { frozenRequirements, thawed } from '../revise/frozen.ts';
import { otherMeanings } from '../revise/meanings.ts';

/**
 * A draft selects what exists. A published edition is frozen: its copy still has the digests it was published with, every
 * test case of it is still judged by a spec, and none of its ids means anything else today.
 */
export const check: Check = (house) => {
  const published = house.editions.filter(({ value }) => value.status !== 'draft');
  const drafts = house.editions.filter(({ value }) => value.status === 'draft');
  return [
    ...drafts.flatMap((edition) => unknown(edition, house)),
    ...published.flatMap((edition) => ofPublished(edition, house)),
  ];
};

function unknown({ value, where }: Loaded<Edition>, { requirements }: House): readonly Problem[] {
  const known = new Map(requirements.map((each) => [each.value.id, each.value]));
  const named: readonly (readonly [string, readonly (string | number)[]])[] = [
    ...(value.requirements === 'all'
      ? []
      : value.requirements.map(({ id }, index) => [id, ['requirements', index, 'id']] as const)),
    ...(value.adjustments ?? []).map(({ id }, index) => [id, ['adjustments', index, 'id']] as const),
    ...(value.except ?? []).map((id, index) => [id, ['except', index]] as const),
  ];
  return named
    .filter(([id]) => !known.has(id))
    .map(([id, path]) => ({ code: 'HOUSE', where: where(path), problem: `${id} does not exist` }));
}

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
