import { evidenceKinds } from '../../schemas/validate.ts';
import type { Plan, Requirement, TestCase } from '../../schemas/types.ts';
import { decidingFacts, holds, type Answers, type Fact } from './condition.ts';

type PlannedRequirement = Plan['requirements'][number];
type PlannedTestCase = Plan['testCases'][number];

interface Selecting {
  readonly requirement: Requirement;
  readonly planned: PlannedRequirement;
  readonly answers: Answers;
  readonly only: readonly string[] | undefined;
}

/** Every test case of a requirement, also those without an instrument yet, with the reason why one is not selected. */
export function selectTestCases(selecting: Selecting): readonly PlannedTestCase[] {
  const { requirement } = selecting;
  const tested = requirement.testCases.map((testCase): PlannedTestCase => {
    const { id, purpose, method, evidence } = testCase;
    const base = { id, requirement: requirement.id, purpose, method, evidence };
    const strength = testCase.strength ?? requirement.strength;
    return { ...base, strength, ...selectionOf(testCase, selecting) };
  });
  const pending = (requirement.pending ?? []).map((testCase): PlannedTestCase => {
    const { id, purpose, method } = testCase;
    const strength = testCase.strength ?? requirement.strength;
    const base = { id, requirement: requirement.id, purpose, method, strength, evidence: [] };
    return { ...base, ...pendingSelection(testCase, selecting) };
  });
  return [...tested, ...pending].sort((a, b) => numberOf(a.id) - numberOf(b.id));
}

/** A sentence that names the declared features by which something does not apply. */
export function whyNot(facts: readonly Fact[]): string {
  const said = facts.map(({ feature, answer }) => `${feature} is declared ${answer ? 'present' : 'absent'}`);
  return `does not apply: ${said.join(' and ')}`;
}

/** A group, a requirement or a test case covers what its name begins. */
export const covers = (name: string, id: string): boolean => name === id || id.startsWith(`${name}-`);

const numberOf = (id: string) => Number(id.replace(/^.*-/, ''));

function selectionOf(
  testCase: TestCase,
  { planned, answers, only }: Selecting,
): Pick<PlannedTestCase, 'selection' | 'because'> {
  if (planned.selection !== 'selected') return inherited(planned);
  const applies = testCase.applies ?? [];
  if (holds(applies, answers) === false)
    return { selection: 'not-applicable', because: whyNot(decidingFacts(applies, answers)) };
  if (only !== undefined && !only.some((name) => covers(name, testCase.id)))
    return { selection: 'not-tested', because: 'left out: the plan was limited to a part of the edition' };
  return { selection: 'selected' };
}

function pendingSelection(
  { evidence, applies = [] }: NonNullable<Requirement['pending']>[number],
  { planned, answers }: Selecting,
): Pick<PlannedTestCase, 'selection' | 'because'> {
  if (planned.selection !== 'selected') return inherited(planned);
  if (holds(applies, answers) === false)
    return { selection: 'not-applicable', because: whyNot(decidingFacts(applies, answers)) };
  const absent = evidence.filter((kind) => !evidenceKinds().includes(kind));
  const because =
    absent.length === 0 ? 'these suites do not judge it yet' : `needs the instrument ${absent.join(', ')}`;
  return { selection: 'not-tested', because: `pending: ${because}` };
}

function inherited({ selection, because }: PlannedRequirement): Pick<PlannedTestCase, 'selection' | 'because'> {
  return { selection, ...(because === undefined ? {} : { because }) };
}
