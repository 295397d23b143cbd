import type { Incident } from '../product-incident.ts';

export const incident: Incident = {
  made: ['own-invitation-accepted', 'children-invite', 'families-read-each-other', 'silent-links'],
  known: `Anybody could accept an invitation on behalf of a family, became a member of its group and saw where the child was. Filled in: the
    calls, that a child can invite, and that nobody is told of a new member.`,
};
