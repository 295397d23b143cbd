import type { Incident } from '../product-incident.ts';

export const incident: Incident = {
  made: [
    'shares',
    'one-yes-for-all',
    'words-abroad',
    'policy-without-recipients',
    'policy-for-lawyers',
    'no-version-for-children',
  ],
  sources: ['Norwegian Consumer Council, #Toyfail, December 2016'],
  journeys: ['withdrawal'],
  known: `What the child said went to a company abroad that turns speech into text, and the family was not told; by agreeing to the terms
    it agreed that data is shared with companies that are not named, and the terms were long and hard to read. Shown on pages
    and not in the app that it had. Filled in: the pages, the words of the policy, and that it
    had no version for children.`,
};
