import type { Problem } from '../../../schemas/problem.ts';
import type { Check } from '../house.ts';

/** Every number among the limits says in which direction it is stricter, so that editions can be compared. */
export const check: Check = ({ requirements }) =>
  requirements.flatMap(({ value, where }): Problem[] => {
    const { limits = {}, stricter = {} } = value;
    const silent = Object.entries(limits)
      .filter(([name, limit]) => typeof limit === 'number' && stricter[name] === undefined)
      .map(([name]) => ({
        code: 'HOUSE' as const,
        where: where(['limits', name]),
        problem: `nothing says whether a lower or a higher ${name} is stricter`,
        hint: `Write stricter: { ${name}: lower } or stricter: { ${name}: higher } below the limits.`,
      }));
    const unknown = Object.keys(stricter)
      .filter((name) => limits[name] === undefined)
      .map((name) => ({
        code: 'HOUSE' as const,
        where: where(['stricter', name]),
        problem: `${name} is no limit of ${value.id}`,
      }));
    return [...silent, ...unknown];
  });
