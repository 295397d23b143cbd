import type { Problem } from '../../../schemas/problem.ts';
import type { Check } from '../house.ts';

const obliging = /\b(SHALL|MUST|SHOULD)\b/g;

/** A statement holds one obligation in the words of RFC 2119; purposes are facts in the present tense. */
export const check: Check = ({ requirements }) =>
  requirements.flatMap(({ value, where }): Problem[] => {
    const said = value.statement.match(obliging) ?? [];
    const word = value.strength === 'mandatory' ? /SHALL|MUST/ : /SHOULD/;
    const fits = said.length === 1 && said.every((each) => word.test(each));
    const wanted = value.strength === 'mandatory' ? 'SHALL or MUST' : 'SHOULD';
    const problem = `the statement of a ${value.strength} requirement says ${wanted} once, and this one says ${said.join(', ') || 'neither'}`;
    const hint = 'One statement, one obligation: a second one is a requirement of its own.';
    const purposes = [
      ...value.testCases.map((each, index) => ({ each, path: ['testCases', index, 'purpose'] })),
      ...(value.pending ?? []).map((each, index) => ({ each, path: ['pending', index, 'purpose'] })),
    ].filter(({ each }) => /\b(should|must|shall|test that|verify|check that)\b/i.test(each.purpose));
    return [
      ...(fits ? [] : [{ code: 'OBLIGATION' as const, where: where(['statement']), problem, hint }]),
      ...purposes.map(({ path }) => ({
        code: 'PURPOSE' as const,
        where: where(path),
        problem: 'a purpose is a fact in the present tense, without should, must or test that',
      })),
    ];
  });
