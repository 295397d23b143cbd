import { join } from 'node:path';
import type { Problem } from '../../../schemas/problem.ts';
import { packageRoot } from '../../../schemas/package-root.ts';
import { loadDefects } from '../../reference-toy/defect.ts';
import type { Check } from '../house.ts';

const folder = join(packageRoot, 'harness', 'reference-toy', 'defects');

/**
 * Every requirement that is judged is broken by a defect of the reference toy, so that its catching can be shown; and no
 * defect names a requirement or a test case that does not exist.
 */
export const check: Check = async ({ requirements }) => {
  const defects = await loadDefects();
  const broken = new Set(defects.flatMap(({ fails }) => fails));
  const uncaught = requirements
    .filter(({ value }) => value.maturity !== 'proposed' && !broken.has(value.id))
    .map(({ value, where }) => ({
      code: 'HOUSE' as const,
      where: where(['id']),
      problem: `no defect of the reference toy makes ${value.id} fail`,
      hint: `Add one to ${folder}.`,
    }));
  const ids = new Set(requirements.flatMap(({ value }) => [value.id, ...value.testCases.map((each) => each.id)]));
  const strangers = defects.flatMap(({ name, fails, leavesOpen = [] }) =>
    [...fails, ...leavesOpen]
      .filter((id) => !ids.has(id))
      .map((id): Problem => ({ code: 'HOUSE', where: join(folder, `${name}.ts`), problem: `${id} does not exist` })),
  );
  return [...uncaught, ...strangers];
};
