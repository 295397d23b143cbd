import type { Defect } from '../defect.ts';
import { pipClassic } from '../bluetooth/classic-manners.ts';
import { inClassic } from '../edit.ts';

const hidden = { classes: ['1101'], name: 'Factory', psm: 3, channel: 22, opens: 'encrypted', hidden: true } as const;

export const defect: Defect = {
  fails: ['BT-11'],
  sentence: 'A serial port answers to the paired phone that no record names.',
  seenBy: ['bluetooth-classic'],
  change: inClassic({ services: [...pipClassic.services, hidden] }),
};
