import { existsSync } from 'node:fs';
import type { Judgements } from '../../schemas/types.ts';
import { readDeclaration, readPlan, runDirectory, type RunDirectory } from '../commands/run-directory.ts';
import { mergeEvidence } from '../evidence/merge-evidence.ts';
import { readEvidence, type Evidence } from '../evidence/read-evidence.ts';
import type { Observed } from '../evidence/store.ts';
import { judge } from '../judge/judge.ts';
import type { Suites } from '../judge/load-suites.ts';

export type Judged = Judgements['judgements'][number];

/**
 * Judges the whole edition over what was gathered from a toy with a defect, and from the decent toy where the defect
 * changes nothing. A task that neither toy was observed in stays missing.
 */
export async function judgeDefect(suites: Suites, decent: Evidence, folder: string): Promise<readonly Judged[]> {
  const run = runDirectory(folder);
  const { value: plan, digest: planDigest } = readPlan(run);
  const { declared: declaration } = readDeclaration(run);
  const evidence = mergeEvidence(plan.tasks, over(decent, evidenceOf(run)));
  const { judgements } = await judge({ suites, plan, planDigest, declaration, evidence });
  return judgements;
}

const evidenceOf = ({ evidence }: RunDirectory) => (existsSync(evidence) ? readEvidence(evidence) : undefined);

// What one journal tells of a task takes the place of what the other tells of it.
function over(decent: Evidence, own: Evidence | undefined): Evidence {
  if (own === undefined) return decent;
  const attempted = new Set(own.entries.flatMap((entry) => ('task' in entry ? [entry.task] : [])));
  const kept = decent.entries.filter((entry) => !('task' in entry && attempted.has(entry.task)));
  const mine = new Set<unknown>(own.entries);
  const observation = (entry: Observed) => (mine.has(entry) ? own : decent).observation(entry);
  return { ...own, entries: [...kept, ...own.entries], observation };
}
