import type { Defect } from '../defect.ts';
import { inTable } from '../edit.ts';

export const defect: Defect = {
  fails: ['VULN-4'],
  sentence: 'The incident plan names nobody who tells guardians.',
  seenBy: [],
  change: inTable('incidentPlan', (rows) => rows.filter(({ informs }) => informs !== 'guardians')),
};
