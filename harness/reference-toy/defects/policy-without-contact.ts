import type { Defect } from '../defect.ts';
import { inDocument } from '../edit.ts';

export const defect: Defect = {
  fails: ['VULN-1'],
  sentence: 'The policy for reports of vulnerabilities names no contact.',
  seenBy: ['documents'],
  change: inDocument('/security-policy', 'Write to security@pip.example.', 'Write to us.'),
};
