import type { Problem, ProblemCode } from '../../../schemas/problem.ts';
import type { Check } from '../house.ts';

/** Ids stand where their file and their requirement say, once, and every feature named is in the vocabulary. */
export const check: Check = ({ requirements, features }) => {
  const known = new Set(features.map(({ id }) => id));
  const times = new Map<string, number>();
  for (const { value } of requirements) times.set(value.id, (times.get(value.id) ?? 0) + 1);
  return requirements.flatMap(({ value, file, where }): Problem[] => {
    const cases = [...value.testCases, ...(value.pending ?? [])].map(({ id }) => id);
    const folder = value.id.replace(/-.*/, '').toLowerCase();
    const said = (code: ProblemCode, problems: readonly string[]): Problem[] =>
      problems.map((problem) => ({ code, where: where(['id']), problem }));
    return [
      ...said(
        'MISPLACED',
        cases.filter((id) => !id.startsWith(`${value.id}-`)).map((id) => `${id} is not a test case of ${value.id}`),
      ),
      ...said(
        'DUPLICATE_ID',
        cases.filter((id, index) => cases.indexOf(id) !== index).map((id) => `the test case ${id} occurs twice`),
      ),
      ...said('DUPLICATE_ID', times.get(value.id) === 1 ? [] : [`the id ${value.id} is given twice`]),
      ...said(
        'MISPLACED',
        file.endsWith(`/${folder}/${value.id}.yaml`)
          ? []
          : [`a requirement ${value.id} stands in ${folder}/${value.id}.yaml`],
      ),
      ...said(
        'UNKNOWN_FEATURE',
        featuresNamed(value)
          .filter((name) => !known.has(name))
          .map((name) => `the feature "${name}" is not in standard/features.yaml`),
      ),
    ];
  });
};

const featuresNamed = ({ applies, testCases, pending = [] }: Parameters<Check>[0]['requirements'][number]['value']) =>
  (
    JSON.stringify([applies, ...[...testCases, ...pending].map((each) => each.applies ?? [])]).match(
      /"[a-z][a-z0-9-]*"(?!:)/g,
    ) ?? []
  ).map((text) => text.slice(1, -1));
