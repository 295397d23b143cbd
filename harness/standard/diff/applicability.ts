import type { Features, Requirement } from '../../../schemas/types.ts';
import { featuresIn, holds, type Answers } from '../../plan/condition.ts';
import type { Bearing, ChangeKind } from './change.ts';

type Applies = Requirement['applies'];

/** More features than these give no table in reasonable time; the change is then named without a direction. */
const mostFeatures = 14;

/** How one condition compares with another; undefined where they hold for the same products. */
export type Shift = 'widened' | 'narrowed' | 'changed' | undefined;

/**
 * Compares two conditions by their truth table: every combination of the features that either names, without the ones
 * that no product can have, because one feature implies or excludes another.
 */
export function shiftOf(before: Applies, after: Applies, features: Features['features'] = []): Shift {
  if (JSON.stringify(before) === JSON.stringify(after)) return undefined;
  const names = [...new Set([...featuresIn(before), ...featuresIn(after)])];
  if (names.length > mostFeatures) return 'changed';
  let gained = false;
  let lost = false;
  for (let row = 0; row < 2 ** names.length; row++) {
    const answers: Answers = new Map(names.map((name, bit) => [name, (row & (1 << bit)) !== 0]));
    if (!possible(answers, features)) continue;
    const was = holds(before, answers) === true;
    const is = holds(after, answers) === true;
    gained ||= is && !was;
    lost ||= was && !is;
  }
  if (gained && lost) return 'changed';
  return gained ? 'widened' : lost ? 'narrowed' : undefined;
}

function possible(answers: Answers, features: Features['features']): boolean {
  return features.every(({ id, implies = [], excludes = [] }) => {
    if (answers.get(id) !== true) return true;
    return (
      implies.every((other) => answers.get(other) !== false) && !excludes.some((other) => answers.get(other) === true)
    );
  });
}

/** The change that a shift is. */
export const changeOf: Readonly<Record<NonNullable<Shift>, { readonly kind: ChangeKind; readonly bearing: Bearing }>> =
  {
    widened: { kind: 'applicability-widened', bearing: 'more' },
    narrowed: { kind: 'applicability-narrowed', bearing: 'less' },
    changed: { kind: 'applicability-changed', bearing: 'other' },
  };
