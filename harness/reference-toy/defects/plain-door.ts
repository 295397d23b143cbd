import type { Defect } from '../defect.ts';
import { pagesOf } from '../pages-of.ts';

export const defect: Defect = {
  fails: ['WEB-1'],
  sentence: 'Whoever asks for the playroom without encryption is given it without encryption.',
  seenBy: ['web-session'],
  journeys: [],
  change: pagesOf({ opensPlainDoor: true }),
};
