import type { Defect } from '../defect.ts';
import { inAnswers } from '../edit.ts';

export const defect: Defect = {
  fails: ['VULN-2'],
  sentence: 'Reports were acted on after 400 days, long after the declared times.',
  seenBy: ['assessor'],
  change: inAnswers('VULN-2-2/longest-action', { number: 400 }),
};
