import type { Incident } from '../service-incident.ts';

export const incident: Incident = {
  defects: [
    'machine-password',
    'child-in-status',
    'families-read-each-other',
    'counted-invitations',
    'endless-enumeration',
  ],
};
