import type { Defect } from '../defect.ts';
import { inJourney, pagesOf } from '../pages-of.ts';

export const defect: Defect = {
  fails: ['FAIR-2'],
  sentence: 'Sharing the name takes one click, and sharing it no longer takes three.',
  seenBy: ['web-session'],
  journeys: ['sign-up', 'consent', 'child-profile', 'sharing', 'sharing-off'],
  change: (product) =>
    inJourney('sharing-off', (steps) =>
      steps.flatMap((step) =>
        step.click === undefined
          ? [step]
          : [{ click: step.click }, { click: 'Stop all the same' }, { ...step, click: 'Stop all the same' }],
      ),
    )(pagesOf({ unsharingPages: 2 })(product)),
};
