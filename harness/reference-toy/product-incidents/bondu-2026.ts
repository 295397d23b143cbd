import type { Incident } from '../product-incident.ts';

export const incident: Incident = {
  made: ['converses', 'console-for-any-account', 'families-read-each-other'],
  known: `The operator's console let in anybody with an account of a large provider and showed what children had said, with names and
    birthdays. Filled in: the calls, and that one family could read another by its number as well.`,
};
