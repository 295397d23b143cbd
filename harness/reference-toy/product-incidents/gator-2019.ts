import type { Incident } from '../product-incident.ts';

export const incident: Incident = {
  made: ['owner-chosen-by-caller', 'children-invite'],
  known: `Whoever changed a field that the portal sent along got the rights of an administrator, and saw the families of others. Filled in:
    the calls of the portal, and that a child's session can let a stranger into the family.`,
};
