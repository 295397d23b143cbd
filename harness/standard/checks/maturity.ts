import type { Problem } from '../../../schemas/problem.ts';
import type { Check } from '../house.ts';

/** A requirement is proposed as long as nothing of it can be tested; a withdrawn one says why. */
export const check: Check = ({ requirements }) =>
  requirements.flatMap(({ value, where }): Problem[] => {
    const { maturity = 'active', testCases, pending = [], withdrawn } = value;
    const problem = (path: string, said: string): Problem[] => [
      { code: 'MATURITY', where: where([path]), problem: said },
    ];
    if (maturity === 'withdrawn')
      return withdrawn === undefined ? problem('maturity', 'a withdrawn requirement says why under withdrawn') : [];
    if (withdrawn !== undefined)
      return problem('withdrawn', `the requirement is ${maturity} and says why it is withdrawn`);
    if (maturity === 'proposed')
      return testCases.length > 0
        ? problem('maturity', 'it has test cases that can be run, so it is active')
        : pending.length === 0
          ? problem('pending', 'a proposed requirement says how it will be tested')
          : [];
    return testCases.length === 0 ? problem('testCases', 'nothing of it can be tested, so it is proposed') : [];
  });
