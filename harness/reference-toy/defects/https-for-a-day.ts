import type { Defect } from '../defect.ts';
import { pagesOf } from '../pages-of.ts';

export const defect: Defect = {
  fails: ['WEB-6'],
  sentence: 'Browsers are told to stay with HTTPS for one day.',
  seenBy: ['web-session'],
  journeys: [],
  change: pagesOf({ hstsSeconds: 86_400 }),
};
