import type { Defect } from '../defect.ts';
import { inAnswers } from '../edit.ts';

export const defect: Defect = {
  fails: ['RES-12'],
  sentence: 'The record of security events cannot be switched off.',
  seenBy: ['assessor'],
  change: inAnswers('RES-12-1/switch', { choice: 'not-found' }),
};
