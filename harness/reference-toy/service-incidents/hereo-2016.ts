import type { Incident } from '../service-incident.ts';

export const incident: Incident = {
  defects: ['own-invitation-accepted', 'children-invite', 'families-read-each-other', 'silent-links'],
};
