import type { Defect } from '../defect.ts';
import { inJourney, pagesOf } from '../pages-of.ts';

export const defect: Defect = {
  fails: ['DATA-1'],
  sentence: 'The form for a child asks for the town, of which the declaration says nothing.',
  seenBy: ['web-session'],
  journeys: ['sign-up', 'consent', 'child-profile'],
  change: (product) => {
    const bench = { ...product.bench, child: { ...product.bench.child, town: 'Tarnbeck under Moor' } };
    return inJourney('child-profile', ([first, ...rest]) => [
      ...(first === undefined ? [] : [first]),
      { fill: 'Town', with: '{town}' },
      ...rest,
    ])(pagesOf({ asksTown: true })({ ...product, bench }));
  },
};
