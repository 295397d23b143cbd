import type { Incident } from '../service-incident.ts';

const database = 'A database on the internet, which no interface of the playroom leads to.';
const radio = 'The toy itself: it is shown by its radio and its firmware, not by the service.';

export const incident: Incident = {
  defects: [
    'weak-passwords',
    'open-media',
    'listed-media',
    'words-outlive-child',
    'policy-without-contact',
    'nobody-tells-guardians',
    'expired-security-txt',
  ],
  elsewhere: { 'NET-3': database, 'NET-7': database, 'BT-2': radio, 'BT-3': radio, 'BT-8': radio, 'BT-11': radio },
};
