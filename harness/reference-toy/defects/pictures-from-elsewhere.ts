import type { Defect } from '../defect.ts';
import { pagesOf } from '../pages-of.ts';

export const defect: Defect = {
  fails: ['DATA-2'],
  sentence: 'The pages of the guardian load a picture from a host that nobody declared.',
  seenBy: ['web-session'],
  journeys: ['sign-up'],
  change: pagesOf({
    onFamilyPages: {
      html: '<p><img src="https://pictures.example/bear.png" alt="A bear"></p>',
      origin: 'https://pictures.example',
    },
  }),
};
