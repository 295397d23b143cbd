import type { Aspect, Bearing, Change, ChangeKind } from './change.ts';
import { arrow } from './change.ts';

/** Limits: which value of one asks more stands in the requirement (`stricter`), never in its wording. */
export const limits: Aspect = ({ before, after }) => {
  const names = [...new Set([...Object.keys(before.limits), ...Object.keys(after.limits)])].sort();
  const stricter = { ...before.requirement.stricter, ...after.requirement.stricter };
  return names.flatMap((name): readonly Change[] => {
    const was = before.limits[name];
    const is = after.limits[name];
    if (was === is) return [];
    if (was === undefined) return [{ kind: 'limit-added', bearing: 'other', said: `${name} ${String(is)}` }];
    if (is === undefined) return [{ kind: 'limit-removed', bearing: 'other', said: `${name} ${was}` }];
    const [kind, bearing] = judged(was, is, stricter[name]);
    return [{ kind, bearing, said: `${name} ${arrow(String(was), String(is))}` }];
  });
};

type Value = number | string;

function judged(was: Value, is: Value, stricter: 'lower' | 'higher' | undefined): readonly [ChangeKind, Bearing] {
  const order = compare(was, is);
  if (order === undefined || order === 0 || stricter === undefined) return ['limit-changed', 'other'];
  const tightened = stricter === 'higher' ? order < 0 : order > 0;
  return tightened ? ['limit-tightened', 'more'] : ['limit-relaxed', 'less'];
}

/** Numbers, and versions such as 1.2 and 1.10 number by number; undefined where there is no order. */
function compare(one: Value, other: Value): number | undefined {
  const [left, right] = [partsOf(one), partsOf(other)];
  if (left === undefined || right === undefined) return undefined;
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function partsOf(value: Value): readonly number[] | undefined {
  if (typeof value === 'number') return [value];
  return /^\d+(\.\d+)*$/.test(value) ? value.split('.').map(Number) : undefined;
}
