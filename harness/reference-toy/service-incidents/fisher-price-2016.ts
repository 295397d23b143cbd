import type { Incident } from '../service-incident.ts';

export const incident: Incident = {
  defects: ['families-read-each-other', 'families-change-each-other', 'open-telnet', 'undeclared-port', 'open-console'],
};
