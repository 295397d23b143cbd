import type { Incident } from '../service-incident.ts';

const pages = 'Seen on pages, in journeys of a browser, which are not taken for this.';

export const incident: Incident = {
  defects: [
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
  elsewhere: { 'CONS-1': pages, 'CONS-7': pages, 'WEB-1': pages },
};
