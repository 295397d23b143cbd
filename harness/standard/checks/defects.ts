import { join } from 'node:path';
import type { Problem } from '../../../schemas/problem.ts';
import { packageRoot } from '../../../schemas/package-root.ts';
import { loadDefects } from '../../reference-toy/defect.ts';
import type { Check } from '../house.ts';

const folder = join(packageRoot, 'harness', 'reference-toy', 'defects');

/** No defect of the reference toy names a requirement or a test case that does not exist. */
export const check: Check = async ({ requirements }) => {
  const defects = await loadDefects();
  const ids = new Set(requirements.flatMap(({ value }) => [value.id, ...value.testCases.map((each) => each.id)]));
  return defects.flatMap(({ name, fails, leavesOpen = [] }) =>
    [...fails, ...leavesOpen]
      .filter((id) => !ids.has(id))
      .map((id): Problem => ({ code: 'DEFECT', where: join(folder, `${name}.ts`), problem: `${id} does not exist` })),
  );
};
