import type { Defect } from '../defect.ts';
import { inJourney, pagesOf } from '../pages-of.ts';

export const defect: Defect = {
  fails: ['CONS-1'],
  sentence: 'The form of signing up asks for the first name of the child before any notice was shown.',
  seenBy: ['web-session'],
  journeys: ['sign-up'],
  change: (product) =>
    inJourney('sign-up', (steps) => [
      ...steps.slice(0, 2),
      { fill: 'First name of your child', with: '{firstName}' },
      ...steps.slice(2),
    ])(pagesOf({ asksNothingEarly: false })(product)),
};
