import type { Problem } from '../../../schemas/problem.ts';
import type { Check } from '../house.ts';

/** Every requirement stands in a chapter, and no chapter is empty. */
export const check: Check = ({ requirements, around }) => {
  const groupOf = (id: string) => id.replace(/-.*/, '');
  const groups = around.groups.flatMap(({ value, where }) =>
    value.groups.map(({ id }, index) => ({ id, where: where(['groups', index]) })),
  );
  const known = new Set(groups.map(({ id }) => id));
  const used = new Set(requirements.map(({ value }) => groupOf(value.id)));
  return [
    ...requirements
      .filter(({ value }) => !known.has(groupOf(value.id)))
      .map(({ value, where }): Problem => ({
        code: 'GROUP',
        where: where(['id']),
        problem: `there is no group "${groupOf(value.id)}"`,
        hint: 'standard/groups.yaml lists the chapters.',
      })),
    ...groups
      .filter(({ id }) => !used.has(id))
      .map(({ id, where }): Problem => ({ code: 'UNUSED', where, problem: `no requirement is in the group ${id}` })),
  ];
};
