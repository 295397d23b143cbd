import { Refusal } from '../../reports/verify/verify.ts';
import { canonicalLine } from '../../schemas/canonical-json.ts';
import { UserError } from '../../schemas/problem.ts';
import type { Judgement, Judgements, Report } from '../../schemas/types.ts';
import { verifyBlobs } from '../evidence/read-evidence.ts';
import { judgeRun, type JudgedRun } from './judge-run.ts';

/**
 * Judges the evidence of a run again and compares every judgement with the report's, byte for byte.
 * @throws Refusal REJUDGED_EVIDENCE, REJUDGED_SUITES, REJUDGED_DIFFERS
 */
export async function rejudge(report: Report, folder: string): Promise<string> {
  const { judgements } = await judged(folder);
  sameEvidence(report, judgements);
  if (judgements.suites.digest !== report.digests.suites)
    throw new Refusal(
      'REJUDGED_SUITES',
      `these suites are ${judgements.suites.version} (${judgements.suites.digest}); the report was judged with ${report.method.suites} (${report.digests.suites})`,
    );
  const differing = differences(report.judgements, judgements.judgements);
  if (differing.length > 0)
    throw new Refusal(
      'REJUDGED_DIFFERS',
      `judging again gives another judgement of ${differing.slice(0, 10).join(', ')}`,
    );
  return `the evidence is whole and gives the same ${judgements.judgements.length} judgements, byte for byte`;
}

async function judged(folder: string): Promise<JudgedRun> {
  try {
    const run = await judgeRun(folder);
    verifyBlobs(run.evidence);
    return run;
  } catch (error) {
    // Evidence that was tampered with is a result; a folder that is no run is a wrong command.
    const problem = error instanceof UserError ? error.problems[0] : undefined;
    if (problem === undefined || !/^EVIDENCE_|^CONTRADICTION$/.test(problem.code)) throw error;
    throw new Refusal('REJUDGED_EVIDENCE', `${problem.where}: ${problem.problem}`);
  }
}

function sameEvidence({ digests }: Report, { evidence, declaration, plan, edition }: Judgements): void {
  const found = { evidence, declaration, plan, edition: edition.digest };
  const names = ['evidence', 'declaration', 'plan', 'edition'] as const;
  const wrong = names.filter((name) => found[name] !== digests[name]);
  if (wrong.length > 0)
    throw new Refusal('REJUDGED_EVIDENCE', `the run holds another ${wrong.join(' and ')} than the report names`);
}

function differences(reported: readonly Judgement[], again: readonly Judgement[]): readonly string[] {
  const before = new Map(reported.map((judgement) => [judgement.testCase, canonicalLine(judgement)]));
  const after = new Map(again.map((judgement) => [judgement.testCase, canonicalLine(judgement)]));
  return [...new Set([...before.keys(), ...after.keys()])].filter((id) => before.get(id) !== after.get(id));
}
