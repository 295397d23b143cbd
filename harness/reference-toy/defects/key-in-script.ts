import type { Defect } from '../defect.ts';
import { pagesOf } from '../pages-of.ts';

export const defect: Defect = {
  fails: ['APP-6'],
  sentence: 'The script of the pages holds the key of a service.',
  seenBy: ['web-session'],
  journeys: [],
  change: pagesOf({ inScript: `\nconst service = { key: '${['AKIA', 'PIPEXAMPLE234567'].join('')}' };\n` }),
};
