import type { Incident } from '../product-incident.ts';

export const incident: Incident = {
  made: ['families-read-each-other', 'families-change-each-other', 'open-telnet', 'undeclared-port', 'open-console'],
  known: `The service took any customer number, so that one account could read, change and delete profiles of others (CVE-2015-8269); a debug
    shell was open on the toy. Filled in: that the shell answers by Telnet on a declared port, that a further port is open, and a
    serial console on the board.`,
};
