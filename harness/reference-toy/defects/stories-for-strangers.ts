import type { Defect } from '../defect.ts';
import { pipClassic } from '../bluetooth/classic-manners.ts';
import { inClassic } from '../edit.ts';

export const defect: Defect = {
  fails: ['BT-4'],
  sentence: 'The channels of Classic ask for no encryption.',
  seenBy: ['bluetooth-classic'],
  change: inClassic({ services: pipClassic.services.map((service) => ({ ...service, opens: 'anybody' })) }),
};
