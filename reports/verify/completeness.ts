import type { Judgement, Report } from '../../schemas/types.ts';
import { outcomeOf, verdictOf, worstOf } from '../build/aggregate.ts';
import { refuse } from './refusal.ts';

/**
 * Every selected test case is judged exactly once, nothing else is, and every verdict above the rows follows from those
 * below it.
 * @throws Refusal INCOMPLETE, JUDGEMENT_DUP, JUDGEMENT_UNPLANNED, AGGREGATION
 */
export function checkCompleteness(report: Report): void {
  checkRequirements(report);
  const follows = outcomeOf(report.requirements, report.exclusions);
  if (report.outcome !== follows)
    refuse('AGGREGATION', `the outcome is said to be ${report.outcome}; the requirements give ${follows}`);
}

/** The same without the outcome, for a part of the requirements. */
export function checkRequirements(report: Pick<Report, 'requirements' | 'judgements'>): void {
  checkJudged(report);
  for (const judgement of report.judgements) checkJudgement(judgement);
  for (const requirement of report.requirements) {
    const follows = verdictOf(requirement, report.judgements);
    if (requirement.verdict !== follows)
      refuse('AGGREGATION', `${requirement.id} is said to be ${requirement.verdict}; its test cases give ${follows}`);
  }
}

function checkJudged({ requirements, judgements }: Pick<Report, 'requirements' | 'judgements'>): void {
  const selected = new Map(
    requirements.flatMap(({ id, selection, testCases }) =>
      testCases
        .filter((testCase) => selection === 'selected' && testCase.selection === 'selected')
        .map((testCase) => [testCase.id, id] as const),
    ),
  );
  const judged = judgements.map(({ testCase }) => testCase);
  const twice = judged.find((id, index) => judged.indexOf(id) < index);
  if (twice !== undefined) refuse('JUDGEMENT_DUP', `${twice} is judged twice`);
  const stray = judgements.find(({ testCase, requirement }) => selected.get(testCase) !== requirement);
  if (stray !== undefined) refuse('JUDGEMENT_UNPLANNED', `${stray.testCase} is judged and was not selected`);
  const missing = [...selected.keys()].filter((id) => !judged.includes(id));
  if (missing.length > 0) refuse('INCOMPLETE', `selected and not judged: ${missing.slice(0, 10).join(', ')}`);
  const ids = requirements.flatMap(({ id, testCases }) => [id, ...testCases.map((testCase) => testCase.id)]);
  if (new Set(ids).size < ids.length) refuse('JUDGEMENT_DUP', 'a requirement or a test case is listed twice');
}

function checkJudgement({ testCase, verdict, finding, reason, rows }: Judgement): void {
  const least = worstOf(rows.map((row) => row.verdict));
  if (worstOf([verdict, least]) !== verdict)
    refuse('AGGREGATION', `${testCase} is said to be ${verdict}; one of its rows is ${least}`);
  if (verdict === 'fail' && finding === undefined) refuse('INCOMPLETE', `${testCase} fails without a finding`);
  if (verdict === 'inconclusive' && reason === undefined)
    refuse('INCOMPLETE', `${testCase} is inconclusive without a reason`);
}
