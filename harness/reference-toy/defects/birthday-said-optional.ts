import type { Defect } from '../defect.ts';
import { pagesOf } from '../pages-of.ts';

export const defect: Defect = {
  fails: ['DATA-4'],
  sentence: 'The form for a child calls the birthday optional, and is refused without it.',
  seenBy: ['web-session'],
  journeys: ['sign-up', 'consent', 'child-profile'],
  change: pagesOf({ marksBirthday: false }),
};
