import type { Problem } from '../../../schemas/problem.ts';
import type { Check } from '../house.ts';

/** A statement names limits that are set; a limit that is set is named where a reader sees it. */
export const check: Check = ({ requirements }) =>
  requirements.flatMap(({ value, where }): Problem[] => {
    const { statement, testCases, pending = [], limits = {} } = value;
    const named = [...new Set(statement.match(/\{[a-zA-Z]+\}/g) ?? [])].map((name) => name.slice(1, -1));
    const said = JSON.stringify([statement, testCases, pending]);
    return [
      ...named
        .filter((name) => limits[name] === undefined)
        .map((name): Problem => ({
          code: 'LIMIT',
          where: where(['statement']),
          problem: `the statement names the limit {${name}}, which limits does not set`,
        })),
      ...Object.keys(limits)
        .filter((name) => !said.includes(`{${name}}`))
        .map((name): Problem => ({
          code: 'LIMIT',
          where: where(['limits', name]),
          problem: `no text names the limit {${name}}`,
        })),
    ];
  });
