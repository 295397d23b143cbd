import type { Incident } from '../service-incident.ts';

export const incident: Incident = { defects: ['owner-chosen-by-caller', 'children-invite'] };
