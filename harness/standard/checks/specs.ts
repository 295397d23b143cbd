import { join } from 'node:path';
import type { Loaded } from '../../../schemas/load.ts';
import type { Problem } from '../../../schemas/problem.ts';
import type { Requirement } from '../../../schemas/types.ts';
import { suiteFolder, type Check, type House } from '../house.ts';

/** Every requirement has its spec and the other way round, with the same titles. */
export const check: Check = (house) => [
  ...orphans(house),
  ...house.requirements.flatMap((requirement) => judged(requirement, house)),
  ...unplanned(house),
];

function orphans({ specs, requirements }: House): readonly Problem[] {
  const ids = new Set(requirements.map(({ value }) => value.id));
  return [...specs.keys()]
    .filter((id) => !ids.has(id))
    .map((id) => ({
      code: 'SPEC_ORPHAN',
      where: join(suiteFolder(id), `${id}.spec.ts`),
      problem: `there is no requirement ${id}`,
    }));
}

function judged({ value, where }: Loaded<Requirement>, { suites }: House): readonly Problem[] {
  return value.testCases.flatMap(({ id, purpose }, index): Problem[] => {
    const at = where(['testCases', index, 'id']);
    const found = suites.testCases.get(id);
    const title = `${id} ${purpose}`;
    const group = `${value.id} ${value.title}`;
    if (found === undefined) {
      const hint = `Add it('${title}') to ${value.id}.spec.ts and build.`;
      return [{ code: 'SPEC_MISSING', where: at, problem: `no spec judges ${id}`, hint }];
    }
    return [
      ...(found.title === title ? [] : [`the spec says "${found.title}", the requirement "${title}"`]),
      ...(found.group === group ? [] : [`the spec's describe says "${found.group}", the requirement "${group}"`]),
    ].map((problem) => ({ code: 'SPEC_TITLE', where: at, problem }));
  });
}

function unplanned({ requirements, suites }: House): readonly Problem[] {
  const cases = new Set(requirements.flatMap(({ value }) => value.testCases.map(({ id }) => id)));
  return [...suites.testCases.keys()]
    .filter((id) => !cases.has(id))
    .map((id) => ({
      code: 'SPEC_ORPHAN',
      where: `suites ${id}`,
      problem: `a spec judges ${id}, which no requirement holds`,
    }));
}
