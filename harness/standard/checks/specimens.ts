import type { Loaded } from '../../../schemas/load.ts';
import type { Problem } from '../../../schemas/problem.ts';
import type { Requirement, Specimens } from '../../../schemas/types.ts';
import { disagreements, judgeSpecimen } from '../../judge/judge-specimen.ts';
import { suiteFolder, type Check, type House } from '../house.ts';

const wanted = ['pass', 'fail', 'inconclusive'] as const;

/** Every test case has specimens that pass, fail and cannot decide it, and each gets the verdict it expects. */
export const check: Check = async (house) => {
  const problems: Problem[] = [];
  for (const requirement of house.requirements) {
    const { id, testCases, maturity } = requirement.value;
    const specimens = house.specimens.get(id);
    if (specimens !== undefined) problems.push(...(await judged(house, requirement.value, specimens)));
    else if (testCases.length > 0 && maturity !== 'proposed')
      problems.push({
        code: 'SPECIMEN',
        where: `${suiteFolder(id)}/specimens.yaml`,
        problem: `${id} has no specimens`,
      });
    if (specimens !== undefined) problems.push(...uncovered(requirement.value, specimens));
  }
  return problems;
};

async function judged(
  house: House,
  requirement: Requirement,
  { value, where }: Loaded<Specimens>,
): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  for (const [index, specimen] of value.entries()) {
    const wrong = disagreements(specimen, await judgeSpecimen(house.suites, requirement, specimen));
    problems.push(
      ...wrong.map((problem): Problem => ({
        code: 'SPECIMEN',
        where: where([index, 'name']),
        problem: `${specimen.name}: ${problem}`,
      })),
    );
  }
  return problems;
}

function uncovered({ testCases }: Requirement, { value, where }: Loaded<Specimens>): readonly Problem[] {
  const missing = testCases.flatMap(({ id }) =>
    wanted.filter((verdict) => !value.some(({ expect }) => expect[id] === verdict)).map((verdict) => ({ id, verdict })),
  );
  const silent = value.flatMap(({ name, expect, finding }, index) =>
    Object.values(expect).includes('fail') && finding === undefined ? [{ name, index }] : [],
  );
  return [
    ...missing.map(({ id, verdict }): Problem => ({
      code: 'SPECIMEN',
      where: where([0]),
      problem: `no specimen of ${id} expects ${verdict}`,
    })),
    ...silent.map(({ name, index }): Problem => ({
      code: 'SPECIMEN',
      where: where([index, 'name']),
      problem: `"${name}" fails and names no finding`,
    })),
  ];
}
