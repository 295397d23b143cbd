import type { Defect } from '../defect.ts';
import { inJourney, pagesOf } from '../pages-of.ts';

export const defect: Defect = {
  fails: ['CONS-2'],
  sentence: 'A child can be added before anybody has consented, by opening the page for it.',
  seenBy: ['web-session'],
  journeys: ['sign-up', 'consent', 'child-profile'],
  change: (product) =>
    // The family's page no longer leads to the notice.
    inJourney('consent', (steps) => [{ open: '/notice' }, ...steps.slice(1)])(
      pagesOf({ asksConsentFirst: false })(product),
    ),
};
