import type { Condition, Requirement } from '../../schemas/types.ts';

/** `to every toy`, or `where camera, and microphone or radio`. */
export function conditionInWords(applies: Requirement['applies']): string {
  return applies.length === 0 ? 'to every toy' : `where ${applies.map(words).join(', and ')}`;
}

function words(condition: Condition): string {
  if (typeof condition === 'string') return condition;
  if ('not' in condition) return `not ${bracketed(condition.not)}`;
  if ('all' in condition) return condition.all.map(bracketed).join(' and ');
  return condition.any.map(bracketed).join(' or ');
}

const bracketed = (condition: Condition): string =>
  typeof condition === 'string' || 'not' in condition ? words(condition) : `(${words(condition)})`;
