import type { Defect } from '../defect.ts';
import { pagesOf } from '../pages-of.ts';

export const defect: Defect = {
  fails: ['WEB-1'],
  sentence: 'The first page of the playroom asks for a picture over HTTP.',
  seenBy: ['web-session'],
  journeys: [],
  change: pagesOf({
    onFrontPage: {
      html: '<p><img src="http://playroom.pip.example/bear.png" alt="A bear"></p>',
      origin: 'http://playroom.pip.example',
    },
  }),
};
