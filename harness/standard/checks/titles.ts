import type { Problem } from '../../../schemas/problem.ts';
import type { Check } from '../house.ts';

/** No two requirements share a title, and no two test cases of one a purpose. */
export const check: Check = ({ requirements }) => {
  const first = new Map<string, string>();
  return requirements.flatMap(({ value, where }): Problem[] => {
    const same = first.get(value.title);
    if (same === undefined) first.set(value.title, value.id);
    const purposes = [...value.testCases, ...(value.pending ?? [])].map(({ purpose }) => purpose);
    return [
      ...(same === undefined
        ? []
        : [{ code: 'SAME_TITLE' as const, where: where(['title']), problem: `${same} has the same title` }]),
      ...purposes
        .filter((purpose, index) => purposes.indexOf(purpose) !== index)
        .map((purpose): Problem => ({
          code: 'SAME_TITLE',
          where: where(['id']),
          problem: `two test cases say "${purpose}"`,
        })),
    ];
  });
};
