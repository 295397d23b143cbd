import type { Defect } from '../defect.ts';
import { pipClassic } from '../bluetooth/classic-manners.ts';
import { inClassic, inTable } from '../edit.ts';

const calls = { classes: ['111e', '1203'], name: 'Hands-Free', psm: 3, channel: 8, opens: 'encrypted' } as const;
const declared = { id: 'calls', classes: ['111e'], channel: 8, purpose: 'Calls of the phone it is paired with' };

export const defect: Defect = {
  fails: ['BT-14'],
  sentence: 'It takes calls, and takes them by itself.',
  seenBy: ['bluetooth-classic'],
  change: (product) =>
    inTable('classicServices', (rows) => [...rows, declared])(
      inClassic({ services: [...pipClassic.services, calls], answersCalls: true })(product),
    ),
};
