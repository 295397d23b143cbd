import type { Defect } from '../defect.ts';
import { inTable } from '../edit.ts';

export const defect: Defect = {
  fails: ['AV-6'],
  sentence: 'The opened unit holds a Bluetooth transmitter that nobody declared.',
  seenBy: [],
  change: inTable('interfaces', (rows) => rows.filter(({ id }) => id !== 'bluetooth')),
};
