import type { Condition, Level, Plan, Requirement } from '../../schemas/types.ts';
import { decidingFacts, smallestChange, type Answers, type Fact } from './condition.ts';

/** Why a requirement is selected or not: the facts that decide, and the smallest change that would turn it round. */
export interface Why {
  readonly requirement: string;
  readonly title: string;
  readonly selection: Plan['requirements'][number]['selection'];
  readonly because: string | undefined;
  /** The condition in words. */
  readonly condition: string;
  readonly facts: readonly Fact[];
  /** The level from which it counts, where the plan is for a lower one. */
  readonly countsFrom: Level | undefined;
  /** Undefined where no answer would change whether it applies. */
  readonly change: readonly Fact[] | undefined;
}

/** Explains the selection of one requirement. */
export function why(requirement: Requirement, planned: Plan['requirements'][number], answers: Answers): Why {
  return {
    requirement: requirement.id,
    title: requirement.title,
    selection: planned.selection,
    because: planned.because,
    condition: requirement.applies.length === 0 ? 'always' : inWords({ all: requirement.applies }),
    facts: decidingFacts(requirement.applies, answers),
    countsFrom: planned.selection === 'above-level' ? planned.level : undefined,
    change: smallestChange(requirement.applies, answers),
  };
}

function inWords(condition: Condition): string {
  if (typeof condition === 'string') return condition;
  if ('not' in condition) return `not ${inWords(condition.not)}`;
  const [parts, word] = 'all' in condition ? [condition.all, ' and '] : [condition.any, ' or '];
  const nested = (part: Condition) => typeof part === 'object' && !('not' in part) && parts.length > 1;
  return parts.map((part) => (nested(part) ? `(${inWords(part)})` : inWords(part))).join(word);
}
