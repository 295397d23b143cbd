import { canonicalJson } from '../../schemas/canonical-json.ts';
import type { Report, ReportTestCase } from '../../schemas/types.ts';
import { statementType, subjectsOf } from '../sign/statement.ts';
import { judgementsBy } from './view.ts';

/** The predicate of the in-toto attestation framework for test results, version 0.1. */
export const testResultType = 'https://in-toto.io/attestation/test-result/v0.1';

const results = { conforms: 'PASSED', 'does-not-conform': 'FAILED', inconclusive: 'WARNED' } as const;

/**
 * A test-result statement, unsigned, for supply-chain tools that know only that. A test case that is inconclusive, or that
 * fails a recommended requirement, is a warning.
 */
export function renderTestResult(report: Report): string {
  const by = judgementsBy(report);
  const cases = report.requirements.flatMap(({ strength, testCases }) =>
    testCases.map((testCase) => ({ testCase, decides: strength === 'mandatory' && testCase.strength === 'mandatory' })),
  );
  const kindOf = ({ testCase, decides }: { readonly testCase: ReportTestCase; readonly decides: boolean }) => {
    const verdict = by.get(testCase.id)?.verdict;
    if (verdict === undefined) return undefined;
    if (verdict === 'pass') return 'passed';
    return verdict === 'fail' && decides ? 'failed' : 'warned';
  };
  const names = (kind: string) => cases.filter((one) => kindOf(one) === kind).map(({ testCase }) => testCase.id);
  return canonicalJson({
    _type: statementType,
    subject: subjectsOf(report),
    predicateType: testResultType,
    predicate: {
      result: results[report.outcome],
      configuration: Object.entries(report.digests).map(([name, digest]) => ({
        name,
        digest: { sha256: digest.replace('sha256:', '') },
      })),
      passedTests: names('passed'),
      warnedTests: names('warned'),
      failedTests: names('failed'),
    },
  });
}
