import type { Defect } from '../defect.ts';
import { inJourney, pagesOf } from '../pages-of.ts';

export const defect: Defect = {
  fails: ['CONS-4'],
  sentence: 'Withdrawing consent takes four more pages than it needs.',
  seenBy: ['web-session'],
  journeys: ['sign-up', 'consent', 'withdrawal'],
  change: (product) =>
    inJourney('withdrawal', (steps) => {
      const more = Array.from({ length: 3 }, () => ({ click: 'Withdraw all the same' }));
      const [first, ...rest] = steps;
      if (first === undefined) throw new Error('the withdrawal has no step');
      return [
        { click: 'Withdraw consent' },
        ...more,
        { click: 'Withdraw all the same', marks: ['consent-withdrawn'] },
        ...rest,
      ];
    })(pagesOf({ withdrawalPages: 4 })(product)),
};
