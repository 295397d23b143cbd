import type { Loaded } from '../../../schemas/load.ts';
import { isAmong } from '../../../schemas/read-standard.ts';
import type { Edition } from '../../../schemas/types.ts';
import type { Check } from '../house.ts';

/** Every requirement stands in an edition: what stands in none is tested by nobody, and looks as if it were. */
export const check: Check = ({ requirements, editions }) => {
  const living = requirements.filter(({ value }) => value.maturity !== 'withdrawn');
  const superseded = new Set(living.map(({ value }) => value.supersedes));
  return living
    .filter(({ value: { id } }) => !superseded.has(id) && !editions.some((edition) => holds(edition, id)))
    .map(({ value: { id }, where }) => ({
      code: 'ORPHAN',
      where: where(['id']),
      problem: `no edition holds ${id}`,
      hint: 'Let a draft select it, or withdraw it.',
    }));
};

const holds = ({ value: { requirements, except = [] } }: Loaded<Edition>, id: string): boolean =>
  requirements === 'all' ? !isAmong(except, id) : requirements.some((entry) => entry.id === id);
