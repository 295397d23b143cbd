import type { Defect } from '../defect.ts';
import { inAnswers } from '../edit.ts';

export const defect: Defect = {
  fails: ['AV-6'],
  sentence: 'The opened unit holds a microphone that nobody declared.',
  seenBy: ['assessor'],
  change: inAnswers('AV-6-1/parts-found', { list: ['paws', 'belly', 'wifi', 'usb', 'microphone'] }),
};
