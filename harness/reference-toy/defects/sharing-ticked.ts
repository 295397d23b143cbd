import type { Defect } from '../defect.ts';
import { having } from '../edit.ts';
import { pagesOf } from '../pages-of.ts';

export const defect: Defect = {
  fails: ['CONS-3'],
  sentence: 'The box that lets another company learn the name is ticked beforehand.',
  seenBy: ['web-session'],
  journeys: ['sign-up', 'consent'],
  change: (product) => having('third-party-sharing')(pagesOf({ ticksSharing: true })(product)),
};
