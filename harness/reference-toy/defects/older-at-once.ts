import type { Defect } from '../defect.ts';
import { pagesOf } from '../pages-of.ts';

export const defect: Defect = {
  fails: ['CONS-7'],
  sentence: 'Who was too young a moment ago signs up with another year of birth.',
  seenBy: ['web-session'],
  journeys: ['age-question', 'age-again'],
  change: pagesOf({ remembersAge: false }),
};
