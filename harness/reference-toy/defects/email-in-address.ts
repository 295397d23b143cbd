import type { Defect } from '../defect.ts';
import { pagesOf } from '../pages-of.ts';

export const defect: Defect = {
  fails: ['WEB-5'],
  sentence: 'After signing up the email address of the guardian stands in the address of the page.',
  seenBy: ['web-session'],
  journeys: ['sign-up'],
  change: pagesOf({ keepsEmailOut: false }),
};
