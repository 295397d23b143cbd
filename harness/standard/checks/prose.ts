import type { Problem } from '../../../schemas/problem.ts';
import type { Check } from '../house.ts';

/** Statements oblige in the words of RFC 2119; purposes are facts in the present tense. */
export const check: Check = ({ requirements }) =>
  requirements.flatMap(({ value, where }): Problem[] => {
    const problem = (path: readonly (string | number)[], said: string): Problem => ({
      code: 'HOUSE',
      where: where(path),
      problem: said,
    });
    const word = value.strength === 'mandatory' ? /\b(SHALL|MUST)\b/ : /\bSHOULD\b/;
    const statement = word.test(value.statement)
      ? []
      : [
          problem(
            ['statement'],
            `the statement of a ${value.strength} requirement says ${value.strength === 'mandatory' ? 'SHALL or MUST' : 'SHOULD'}`,
          ),
        ];
    const purposes = [
      ...value.testCases.map((each, index) => ({ each, path: ['testCases', index, 'purpose'] })),
      ...(value.pending ?? []).map((each, index) => ({ each, path: ['pending', index, 'purpose'] })),
    ]
      .filter(({ each }) => /\b(should|must|shall|test that|verify|check that)\b/i.test(each.purpose))
      .map(({ path }) => problem(path, 'a purpose is a fact in the present tense, without should, must or test that'));
    const asked = value.testCases.flatMap(({ evidence, questions, method }, index) => {
      const assessor = evidence.includes('assessor');
      return [
        ...(assessor && questions === undefined
          ? [problem(['testCases', index], 'evidence from the assessor needs questions')]
          : []),
        ...(!assessor && questions !== undefined
          ? [problem(['testCases', index, 'questions'], 'questions need evidence from the assessor')]
          : []),
        ...(method === 'interview' && !assessor
          ? [problem(['testCases', index, 'method'], 'an interview has the assessor as evidence')]
          : []),
      ];
    });
    return [...statement, ...purposes, ...asked];
  });
