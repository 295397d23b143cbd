import type { Defect } from '../defect.ts';
import { all } from '../edit.ts';
import { pagesOf } from '../pages-of.ts';
import { variation as shares } from '../variations/shares.ts';

export const defect: Defect = {
  fails: ['CONS-3'],
  sentence: 'Who agrees that data is collected agrees by the same button that another company gets it.',
  seenBy: ['web-session'],
  journeys: ['sign-up', 'consent'],
  change: all(shares.change, pagesOf({ asksForSharing: false })),
};
