import type { Defect } from '../defect.ts';
import { all, inTable, once, withFeatures } from '../edit.ts';

const description =
  'A payment of one penny by card, which is given back, asks for consent; a mail says how to take it back.';

export const variation: Defect = {
  fails: [],
  sentence: 'A bear whose storyteller uses the first name for its own ends, which the guardian may allow.',
  seenBy: [],
  change: once(
    'third-party-sharing',
    all(
      withFeatures('third-party-sharing'),
      inTable('recipients', (rows) =>
        rows.map((row) => (row.id === 'storyteller' ? { ...row, role: 'third-party' as const } : row)),
      ),
      inTable('consents', (rows) => rows.map((row) => ({ ...row, method: 'payment' as const, description }))),
    ),
  ),
};
