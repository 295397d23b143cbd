import type { Judgement, Report, ReportRequirement } from '../../schemas/types.ts';

export type RequirementVerdict = ReportRequirement['verdict'];

/** What the verdict of a requirement depends on. */
export type Weighed = Pick<ReportRequirement, 'selection' | 'strength' | 'testCases'>;

/** The rule below in words, as it stands in every report (ISO/IEC 17025:2017, 7.8.6). */
export const decisionRule =
  'Each selected test case gets one verdict: pass, inconclusive or fail; the worst of its rows decides. A requirement ' +
  'gets the worst verdict of its selected test cases; in a mandatory requirement only the mandatory ones count. The ' +
  'product conforms if no mandatory requirement fails, none is inconclusive, at least one passes, and nothing was left ' +
  'out by choice of the laboratory. One failure means it does not conform. Recommended requirements are reported and ' +
  'do not decide. Readings are compared with their limits as they are, without allowance for measurement uncertainty.';

/** The verdict of a requirement: the worst of the test cases that count; not tested where none could be. */
export function verdictOf(requirement: Weighed, judgements: readonly Judgement[]): RequirementVerdict {
  const { selection, strength } = requirement;
  if (selection === 'not-applicable') return 'not-applicable';
  if (selection !== 'selected') return 'not-tested';
  const counting = requirement.testCases.filter((one) => strength === 'recommended' || one.strength === 'mandatory');
  const selected = counting.filter((one) => one.selection === 'selected').map(({ id }) => id);
  if (selected.length > 0) return worstOf(selected.map((id) => judged(id, judgements)));
  const noneApplies = counting.length > 0 && counting.every((one) => one.selection === 'not-applicable');
  return noneApplies ? 'not-applicable' : 'not-tested';
}

/** What the report says of the product as a whole. */
export function outcomeOf(
  requirements: readonly Pick<ReportRequirement, 'strength' | 'verdict'>[],
  exclusions: readonly string[],
): Report['outcome'] {
  const verdicts = requirements.filter(({ strength }) => strength === 'mandatory').map(({ verdict }) => verdict);
  if (verdicts.includes('fail')) return 'does-not-conform';
  if (verdicts.includes('inconclusive') || exclusions.length > 0) return 'inconclusive';
  return verdicts.includes('pass') ? 'conforms' : 'inconclusive';
}

/** pass < inconclusive < fail. */
export function worstOf(verdicts: readonly Judgement['verdict'][]): Judgement['verdict'] {
  if (verdicts.includes('fail')) return 'fail';
  return verdicts.includes('inconclusive') ? 'inconclusive' : 'pass';
}

// A selected test case that nobody judged cannot pass.
const judged = (id: string, judgements: readonly Judgement[]) =>
  judgements.find(({ testCase }) => testCase === id)?.verdict ?? 'inconclusive';
