import type { Defect } from '../defect.ts';
import { all, inTable } from '../edit.ts';
import { variation as hears } from '../variations/hears.ts';

const byProgram = { by: 'software' as const, description: 'The firmware switches the light on.' };

export const defect: Defect = {
  fails: ['AV-8'],
  sentence: 'A program switches the light that shows that the microphone is open.',
  seenBy: hears.seenBy,
  change: all(
    hears.change,
    inTable('captures', (rows) => rows.map((row) => ({ ...row, guarantee: byProgram }))),
  ),
};
