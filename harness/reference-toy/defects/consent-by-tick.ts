import type { Defect } from '../defect.ts';
import { inTable } from '../edit.ts';

export const defect: Defect = {
  fails: ['CONS-2'],
  sentence: 'Consent is a box that a child can tick as well.',
  seenBy: [],
  change: inTable('consents', (rows) => rows.map((row) => ({ ...row, method: 'tick-box' as const }))),
};
