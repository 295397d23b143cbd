import type { Defect } from '../defect.ts';
import { pagesOf } from '../pages-of.ts';

export const defect: Defect = {
  fails: ['WEB-2'],
  sentence: 'The policy of every page lets any inline script run.',
  seenBy: ['web-session'],
  journeys: [],
  change: pagesOf({ moreScript: "'unsafe-inline' " }),
};
