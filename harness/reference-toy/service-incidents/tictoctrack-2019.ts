import type { Incident } from '../service-incident.ts';

export const incident: Incident = {
  defects: ['calls-without-token', 'families-read-each-other', 'families-change-each-other'],
};
