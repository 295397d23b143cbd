import type { Defect } from '../defect.ts';
import { inAnswers } from '../edit.ts';

export const defect: Defect = {
  fails: ['VULN-5'],
  sentence: 'No threat analysis was made.',
  seenBy: ['assessor'],
  change: inAnswers('VULN-5-1/threat-analysis', { choice: 'nothing' }),
};
