import type { Judgement, Limits, Observations, TestCase } from '../../schemas/types.ts';
import { loadSuites } from '../judge/load-suites.ts';

/** Keeps this program from everything else for some milliseconds, as a computer does that has too much to do. */
export function standStill(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

/** Stands still again and again from now on, with hardly a breath between; at most so many times. @returns what ends it */
export function keepStandingStill(milliseconds: number, times: number): () => void {
  let left = times;
  const timer = setInterval(() => {
    standStill(milliseconds);
    if (--left <= 0) clearInterval(timer);
  }, 5);
  return () => clearInterval(timer);
}

/** What one test case says of this evidence. */
export async function verdictOf(
  testCase: TestCase['id'],
  evidence: Readonly<Record<string, object>>,
  limits: Limits = {},
): Promise<Judgement> {
  const suites = await loadSuites();
  const requirement = testCase.replace(/-\d+$/, '');
  const input = {
    evidence: evidence as Partial<Observations>,
    missing: {},
    digests: {},
    limits: { [requirement]: limits },
  };
  const [judgement] = await suites.judge(input, [testCase]);
  if (judgement === undefined) throw new Error(`nobody judged ${testCase}`);
  return judgement;
}
