import type { Defect } from '../defect.ts';
import { all, inTable } from '../edit.ts';
import { variation as hears } from '../variations/hears.ts';

export const defect: Defect = {
  fails: ['AV-2'],
  sentence: 'The microphone opens without anybody having done anything at the bear.',
  seenBy: hears.seenBy,
  change: all(
    hears.change,
    inTable('captures', (rows) => rows.map((row) => ({ ...row, startedBy: 'toy-itself' as const }))),
  ),
};
