import type { Incident } from '../product-incident.ts';

export const incident: Incident = {
  made: [
    'name-before-notice',
    'older-at-once',
    'picture-without-encryption',
    'search-in-query',
    'stack-in-error',
    'tells-who-has-an-account',
    'words-kept-for-ever',
    'copy-without-words',
    'no-legal-ground',
    'consent-by-tick',
    'born-in-1990',
    'nobody-tells-guardians',
  ],
  journeys: ['consent', 'withdrawal'],
  known: `SQL injection in the shop's service, no encryption on the way, children's names and birthdays collected without a valid notice and
    consent, chats and pictures kept that nobody needed. Filled in: the pages and calls, what errors say, that sign-in tells who
    has an account, and that the age of a child is asked again.`,
};
