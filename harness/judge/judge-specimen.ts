import { declared } from '../../schemas/declared.ts';
import type { Judgement, Observations, Requirement, Specimens } from '../../schemas/types.ts';
import type { JudgingInput } from '../../suites/judging.ts';
import type { Suites } from './load-suites.ts';

export type Specimen = Specimens[number];

/** Judges the evidence of a specimen under the requirement's own limits, or those the specimen sets. */
export function judgeSpecimen(
  suites: Suites,
  requirement: Requirement,
  specimen: Specimen,
): Promise<readonly Judgement[]> {
  const evidence = { ...specimen.evidence } as Partial<Observations>;
  if (evidence.declaration) evidence.declaration = declared(evidence.declaration);
  const limits = { ...requirement.limits, ...specimen.limits };
  const input = { evidence, missing: missingOf(specimen), digests: {}, limits: { [requirement.id]: limits } };
  return suites.judge(input, Object.keys(specimen.expect));
}

/** What differs between the verdicts a specimen expects and those it got; empty where they agree. */
export function disagreements(specimen: Specimen, judgements: readonly Judgement[]): readonly string[] {
  const wrong = judgements.flatMap(({ testCase, verdict, finding, reason, detail }) => {
    const expected = specimen.expect[testCase];
    if (verdict === expected) return [];
    return [
      `${testCase}: expected ${String(expected)}, got ${verdict} ${finding ?? ''}${reason ?? ''} ${detail ?? ''}`.trimEnd(),
    ];
  });
  const said = judgements.flatMap(({ finding, rows }) => [finding, ...rows.map((row) => row.finding)]);
  const { finding } = specimen;
  if (finding !== undefined && !said.some((text) => text?.includes(finding)))
    wrong.push(
      `no finding says "${finding}"; found: ${said.filter((text) => text !== undefined).join(' | ') || 'none'}`,
    );
  const crashed = judgements.filter(({ reason }) => reason === 'spec-crashed');
  return [...wrong, ...crashed.map(({ testCase, detail }) => `${testCase}: the spec crashed: ${detail}`)];
}

function missingOf({ missing = {} }: Specimen): JudgingInput['missing'] {
  return Object.fromEntries(
    Object.entries(missing).map(([kind, targets]) => [kind, targets.map((target) => ({ target }))]),
  );
}
