import type { Defect } from '../defect.ts';
import { pagesOf } from '../pages-of.ts';

export const defect: Defect = {
  fails: ['APP-9'],
  sentence: 'A link on the page of play leads a child to a shop of somebody else.',
  seenBy: ['web-session'],
  journeys: ['sign-up', 'consent', 'child-profile', 'play'],
  change: pagesOf({
    onPlayPage: { html: '<p><a href="https://bears.example/more">More bears</a></p>', origin: '' },
  }),
};
