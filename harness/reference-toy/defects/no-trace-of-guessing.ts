import type { Defect } from '../defect.ts';
import { inAnswers } from '../edit.ts';

export const defect: Defect = {
  fails: ['RES-7'],
  sentence: 'The record of the guardian does not show failed sign-ins.',
  seenBy: ['assessor'],
  change: inAnswers('RES-7-2/shown', { list: ['sign-in', 'new-link', 'changed-credential'] }),
};
