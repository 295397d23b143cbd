import type { Incident } from '../service-incident.ts';

export const incident: Incident = { defects: ['console-for-any-account', 'families-read-each-other'] };
