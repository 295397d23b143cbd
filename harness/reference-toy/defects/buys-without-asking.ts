import type { Defect } from '../defect.ts';
import { inJourney, pagesOf } from '../pages-of.ts';

export const defect: Defect = {
  fails: ['FAIR-1'],
  sentence: 'A purchase needs nothing but a session that the guardian left open.',
  seenBy: ['web-session'],
  journeys: ['sign-up', 'purchase-left-open', 'purchase'],
  change: (product) =>
    inJourney('purchase', (steps) => steps.filter(({ fill }) => fill === undefined))(
      pagesOf({ asksPasswordToBuy: false })(product),
    ),
};
