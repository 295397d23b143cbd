import type { Defect } from '../defect.ts';
import { pagesOf } from '../pages-of.ts';

export const defect: Defect = {
  fails: ['WEB-7'],
  sentence: 'The first name of a child is put into a script of the page as it was entered.',
  seenBy: ['web-session'],
  journeys: ['sign-up', 'consent', 'child-profile'],
  change: pagesOf({ escapesInScript: false }),
};
