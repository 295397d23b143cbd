import type { Incident } from '../product-incident.ts';

export const incident: Incident = {
  made: [
    'open-database',
    'weak-passwords',
    'open-media',
    'listed-media',
    'words-outlive-child',
    'policy-without-contact',
    'nobody-tells-guardians',
    'expired-security-txt',
  ],
  known: `A database without a password on the internet, recordings for whoever knew the address, passwords of three letters; warnings by
    e-mail were not answered, and families were not told. The database was a MongoDB; this one speaks the protocol of Redis.
    Filled in: pages and calls, that deleted children stay, and that the maker published a contact at all.`,
};
