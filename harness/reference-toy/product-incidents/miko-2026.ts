import type { Incident } from '../product-incident.ts';

export const incident: Incident = {
  made: ['converses', 'talk-without-end', 'open-media', 'listed-media'],
  known: `Spoken answers to children lay in a public store, in folders that anybody could list, and some held names; a switch for the
    conversation came only afterwards. Filled in: the calls that lead to the store, and how an answer sounds.`,
};
