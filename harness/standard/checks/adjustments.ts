import type { Problem } from '../../../schemas/problem.ts';
import { isAmong } from '../../../schemas/read-standard.ts';
import type { Check } from '../house.ts';

/** What an edition sets or leaves out exists, once, with limits that the requirement has. */
export const check: Check = ({ editions, requirements }) => {
  const byId = new Map(requirements.map(({ value }) => [value.id, value]));
  // A published edition stands beside its frozen copy, which another check compares.
  return editions
    .filter(({ value }) => value.status === 'draft')
    .flatMap(({ value, where }): Problem[] => {
      const problem = (path: readonly (string | number)[], said: string): Problem => ({
        code: 'ADJUSTMENT',
        where: where(path),
        problem: said,
      });
      const { adjustments = [], except = [] } = value;
      const listed = value.requirements === 'all' ? [] : value.requirements;
      const unselective =
        value.requirements === 'all' || (adjustments.length === 0 && except.length === 0)
          ? []
          : [problem(['requirements'], 'adjustments and except belong to an edition that selects all')];
      const entries = [
        ...listed.map((entry, index) => ({ entry, path: ['requirements', index] })),
        ...adjustments.map((entry, index) => ({ entry, path: ['adjustments', index] })),
      ];
      const unknown = entries.flatMap(({ entry, path }) => {
        const requirement = byId.get(entry.id);
        if (requirement === undefined) return [problem(path, `${entry.id} does not exist`)];
        return Object.keys(entry.limits ?? {})
          .filter((name) => requirement.limits?.[name] === undefined)
          .map((name) => problem(path, `${entry.id} has no limit "${name}"`));
      });
      const missing = except
        .map((id, index) => ({ id, index }))
        .filter(({ id }) => ![...byId.keys()].some((known) => isAmong([id], known)))
        .map(({ id, index }) => problem(['except', index], `${id} does not exist`));
      return [
        ...unselective,
        ...unknown,
        ...missing,
        ...successions(value, byId).map((said) => problem(['requirements'], said)),
      ];
    });
};

// An edition that lists its requirements holds either a requirement or the one that supersedes it.
function successions(
  edition: Parameters<Check>[0]['editions'][number]['value'],
  byId: ReadonlyMap<string, { readonly id: string; readonly supersedes?: string }>,
): readonly string[] {
  if (edition.requirements === 'all') return [];
  const ids = new Set(edition.requirements.map(({ id }) => id));
  return [...ids].flatMap((id) => {
    const older = byId.get(id)?.supersedes;
    return older !== undefined && ids.has(older) ? [`${id} supersedes ${older}, and both are selected`] : [];
  });
}
