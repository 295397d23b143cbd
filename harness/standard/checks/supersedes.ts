import type { Problem } from '../../../schemas/problem.ts';
import type { Check } from '../house.ts';

/** A successor names one that exists, at most one succeeds each, and nobody succeeds itself. */
export const check: Check = ({ requirements }) => {
  const successions = new Map(requirements.map(({ value }) => [value.id, value.supersedes]));
  return requirements.flatMap(({ value, where }): Problem[] => {
    const { id, supersedes } = value;
    if (supersedes === undefined) return [];
    const problem = (said: string): Problem[] => [{ code: 'SUPERSEDES', where: where(['supersedes']), problem: said }];
    if (!successions.has(supersedes)) return problem(`${id} supersedes ${supersedes}, which does not exist`);
    const others = requirements.filter((each) => each.value.supersedes === supersedes).map((each) => each.value.id);
    if (others.length > 1) return problem(`${others.join(' and ')} both supersede ${supersedes}`);
    return ancestors(id, successions).has(id) ? problem(`${id} supersedes itself in a ring`) : [];
  });
};

function ancestors(id: string, successions: ReadonlyMap<string, string | undefined>): ReadonlySet<string> {
  const seen = new Set<string>();
  for (let next = successions.get(id); next !== undefined && !seen.has(next); next = successions.get(next))
    seen.add(next);
  return seen;
}
