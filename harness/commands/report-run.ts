import { randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import { canonicalJson } from '../../schemas/canonical-json.ts';
import { load } from '../../schemas/load.ts';
import { isUtcTime } from '../../schemas/utc-time.ts';
import { UserError } from '../../schemas/problem.ts';
import type { Report } from '../../schemas/types.ts';
import { build, type Issue } from '../../reports/build/build.ts';
import { replaceFile } from '../evidence/files.ts';
import { operatorOf } from './gather-run.ts';
import { judgeRun, type JudgeOptions, type JudgedRun } from './judge-run.ts';
import { readBench, readDeclaration, runDirectory } from './run-directory.ts';

/** What a person may say of a report on the command line. */
export interface ReportOptions extends JudgeOptions {
  /** Unique number of the report; made from day and chance where absent. */
  readonly id?: string | undefined;
  /** When it is issued; now where absent. */
  readonly issuedAt?: string | undefined;
  /** Operator id of who authorises it. */
  readonly operator?: string | undefined;
  /**
   * Deviations from the method, additions to it and what others provided, a sentence each. What the report that stands there
   * says is true of the run whoever builds it again, so these come behind it.
   */
  readonly deviation?: readonly string[] | undefined;
  /** Leaves out what the report that stands there says of deviations. */
  readonly forgetDeviations?: boolean | undefined;
}

/** A report with the judging behind it. */
export interface ReportedRun extends JudgedRun {
  readonly report: Report;
  /** Deviations that were taken over from the report that stood there. */
  readonly kept: readonly string[];
}

/**
 * Judges a run and builds its report; writes judgements.json and report.json, each whole or not at all.
 * A report that exists keeps its number and its deviations, so that building it again makes no second one and loses none.
 * @throws UserError USAGE for a number or time of another form, whatever judging refuses, and what is wrong with a report
 * that stands there and cannot be read
 */
export async function reportRun(folder: string, options: ReportOptions = {}): Promise<ReportedRun> {
  const run = runDirectory(folder);
  const before = existsSync(run.report) ? standing(run.report) : undefined;
  const kept = options.forgetDeviations === true ? [] : (before?.statements.deviations ?? []);
  const deviation = [...new Set([...kept, ...(options.deviation ?? [])])];
  checkOptions({ ...options, deviation });
  const judged = await judgeRun(folder, options);
  const declaration = readDeclaration(run);
  const bench = readBench(run);
  const report = build({
    standard: judged.standard,
    plan: { value: judged.plan, digest: judged.judgements.plan },
    declaration,
    judgements: judged.judgements,
    bench: bench.value,
    journal: judged.evidence.entries,
    web: judged.merged.evidence['web-session'],
    access: judged.merged.evidence['api-access'],
    lives: judged.merged.evidence['account-lifecycle'],
    issue: issueOf(before, { ...options, deviation }, operatorOf(bench.value, options.operator)),
  });
  write(run.judgements, canonicalJson(judged.judgements));
  write(run.report, canonicalJson(report));
  return { ...judged, report, kept };
}

// Whatever is wrong with the command is said before anything is judged or written.
function checkOptions({ id, issuedAt, deviation = [] }: ReportOptions): void {
  const bad = (option: string, problem: string) => new UserError({ code: 'USAGE', where: option, problem }, 64);
  if (id !== undefined && !/^[A-Z0-9][A-Z0-9-]{3,39}$/.test(id))
    throw bad('--id', `expected 4 to 40 capitals, digits and hyphens, got "${id}"`);
  if (issuedAt !== undefined && !isUtcTime(issuedAt))
    throw bad('--issued-at', `expected a time as 2026-11-23T12:00:00Z, got "${issuedAt}"`);
  if (deviation.length > 50 || deviation.some((sentence) => sentence.length < 1 || sentence.length > 300))
    throw bad('--deviation', 'expected at most 50 sentences of at most 300 characters each');
}

const write = (file: string, text: string) => {
  replaceFile(file, text, `${file}.part`);
};

function standing(file: string): Report {
  try {
    return load('report', file).value;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const problem = 'the report that stands here cannot be read, so its number and its deviations cannot be taken over';
    const hint = 'Move it away; the next one gets another number, and says of deviations what --deviation says.';
    throw new UserError([...error.problems, { code: 'REFUSED', where: file, problem, hint }], error.exitCode);
  }
}

function issueOf(
  before: Report | undefined,
  { id, issuedAt, deviation = [] }: ReportOptions,
  authorisedBy: string,
): Issue {
  const now = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
  const reportId = id ?? before?.id ?? newNumber(now);
  return { reportId, issuedAt: issuedAt ?? now, authorisedBy, deviations: deviation };
}

// Day and six digits: short enough to read out on the telephone.
const newNumber = (now: string) =>
  `TR-${now.slice(0, 10).replaceAll('-', '')}-${String(randomInt(1_000_000)).padStart(6, '0')}`;
