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
  known: `SQL injection in the shop's service, sign-in and everything else without encryption, names and birthdays of children collected
    without a notice before and without a consent that shows an adult; chats and pictures were kept and taken. Filled in: the
    pages and calls, what errors say, that sign-in tells who has an account, that the question for age suggests an answer and
    may be asked again, and that a copy of the data leaves out what the child said.`,
};
