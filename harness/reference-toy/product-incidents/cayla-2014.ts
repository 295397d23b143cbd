import type { Incident } from '../product-incident.ts';

export const incident: Incident = {
  made: [
    'hears',
    'hidden-transmitter',
    'dark-while-it-hears',
    'hears-by-itself',
    'callers-listen-unnoticed',
    'ear-untold',
  ],
  sources: [
    'Norwegian Consumer Council, #Toyfail, December 2016',
    "Complaint of consumer groups to the United States' trade commission, December 2016",
  ],
  known: `A stranger's phone opens the microphone, and nothing at the doll tells child or guardian: the network agency banned it as a
    hidden transmitter, and the packaging did not speak of privacy. Filled in: what its maker would have declared, where its
    parts sit, and the words on the box.`,
};
