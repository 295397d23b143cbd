import type { Incident } from '../product-incident.ts';

export const incident: Incident = {
  made: ['calls-without-token', 'families-read-each-other', 'families-change-each-other'],
  known: `After a login nothing was authorised: every account could use every watch by its number. Filled in: the calls, and that a profile is
    given without a token too.`,
};
