import type { Defect } from '../defect.ts';
import { pagesOf } from '../pages-of.ts';

export const defect: Defect = {
  fails: ['CONS-1'],
  sentence: 'The notice says nothing of the drawings that are kept.',
  seenBy: ['web-session'],
  journeys: ['sign-up', 'consent'],
  change: pagesOf({ keepsSilentOf: 'drawings' }),
};
