import type { Defect } from '../defect.ts';
import { inAnswers } from '../edit.ts';

export const defect: Defect = {
  fails: ['VULN-3'],
  sentence: 'The last search for weaknesses left out the system.',
  seenBy: ['assessor'],
  change: inAnswers('VULN-3-1/components-covered', { list: ['application', 'start-program'] }),
};
