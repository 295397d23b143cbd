import type { Problem } from '../../../schemas/problem.ts';
import type { Check } from '../house.ts';

/** Ids stand where their file and their requirement say, once, and every feature named is in the vocabulary. */
export const check: Check = ({ requirements, features }) => {
  const known = new Set(features.map(({ id }) => id));
  return requirements.flatMap(({ value, file, where }): Problem[] => {
    const cases = [...value.testCases, ...(value.pending ?? [])].map(({ id }) => id);
    const foreign = cases
      .filter((id) => !id.startsWith(`${value.id}-`))
      .map((id) => `${id} is not a test case of ${value.id}`);
    const twice = cases
      .filter((id, index) => cases.indexOf(id) !== index)
      .map((id) => `the test case ${id} occurs twice`);
    const misplaced = file.endsWith(`/${value.id.replace(/-.*/, '').toLowerCase()}/${value.id}.yaml`)
      ? []
      : [`a requirement ${value.id} stands in ${value.id.replace(/-.*/, '').toLowerCase()}/${value.id}.yaml`];
    const unknown = JSON.stringify([value.applies, value.testCases.map(({ applies }) => applies ?? [])])
      .match(/"[a-z][a-z0-9-]*"(?!:)/g)
      ?.map((text) => text.slice(1, -1))
      .filter((name) => !known.has(name))
      .map((name) => `the feature "${name}" is not in standard/features.yaml`);
    const unlimited = [...new Set(value.statement.match(/\{[a-zA-Z]+\}/g) ?? [])]
      .filter((name) => value.limits?.[name.slice(1, -1)] === undefined)
      .map((name) => `the statement names the limit ${name}, which limits does not set`);
    return [...foreign, ...twice, ...misplaced, ...(unknown ?? []), ...unlimited].map((problem) => ({
      code: 'HOUSE',
      where: where(['id']),
      problem,
    }));
  });
};
