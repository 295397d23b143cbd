import type { Defect } from '../defect.ts';
import { pagesOf } from '../pages-of.ts';

export const defect: Defect = {
  fails: ['WEB-4'],
  sentence: 'The first page gives each browser a number that lasts a year.',
  seenBy: ['web-session'],
  journeys: [],
  change: pagesOf({ numbersVisitors: true }),
};
