import type { Incident } from '../product-incident.ts';

export const incident: Incident = {
  made: [
    'machine-password',
    'child-in-status',
    'families-read-each-other',
    'counted-invitations',
    'endless-enumeration',
  ],
  known: `The set-up interface asked for no credentials and told name and age of the child; tokens for the video call went to whoever knew two
    numbers that could be guessed. Filled in: the protocol of the interface, the calls, and that the toy has a password for its
    service.`,
};
