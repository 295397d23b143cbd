import type { Incident } from '../service-incident.ts';

export const incident: Incident = {
  defects: [
    'search-in-query',
    'stack-in-error',
    'tells-who-has-an-account',
    'words-kept-for-ever',
    'copy-without-words',
    'no-legal-ground',
    'consent-by-tick',
    'nobody-tells-guardians',
  ],
};
