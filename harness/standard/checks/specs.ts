import { join } from 'node:path';
import type { Problem } from '../../../schemas/problem.ts';
import type { Check } from '../house.ts';
import { suiteFolder } from '../house.ts';

/** Every requirement has its spec and the other way round, with the same titles. */
export const check: Check = ({ requirements, specs, suites }) => {
  const problem = (where: string, said: string, hint?: string): Problem => ({
    code: 'HOUSE',
    where,
    problem: said,
    ...(hint === undefined ? {} : { hint }),
  });
  const ids = new Set(requirements.map(({ value }) => value.id));
  const orphans = [...specs.keys()]
    .filter((id) => !ids.has(id))
    .map((id) => problem(join(suiteFolder(id), `${id}.spec.ts`), `there is no requirement ${id}`));
  const proposed = (id: string) => requirements.some(({ value }) => value.id === id && value.maturity === 'proposed');
  const planned = requirements.flatMap(({ value, where }) =>
    value.testCases.flatMap(({ id, purpose }, index): Problem[] => {
      const at = where(['testCases', index, 'id']);
      const found = suites.testCases.get(id);
      const title = `${id} ${purpose}`;
      if (found === undefined)
        return proposed(value.id)
          ? []
          : [problem(at, `no spec judges ${id}`, `Add it('${title}') to ${value.id}.spec.ts and build.`)];
      const group = `${value.id} ${value.title}`;
      return [
        ...(found.title === title ? [] : [problem(at, `the spec says "${found.title}", the requirement "${title}"`)]),
        ...(found.group === group
          ? []
          : [problem(at, `the spec's describe says "${found.group}", the requirement "${group}"`)]),
      ];
    }),
  );
  const cases = new Set(requirements.flatMap(({ value }) => value.testCases.map(({ id }) => id)));
  const unplanned = [...suites.testCases.keys()]
    .filter((id) => !cases.has(id))
    .map((id) => problem(`suites ${id}`, `a spec judges ${id}, which no requirement holds`));
  return [...orphans, ...planned, ...unplanned];
};
