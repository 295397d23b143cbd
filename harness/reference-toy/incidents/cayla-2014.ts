import { heardBy, noActNeeded, openSound, openSoundServices } from '../bluetooth/open-sound.ts';
import type { Incident } from './incident.ts';

export const incident: Incident = {
  model: 'A talking doll of 2014, simulated',
  sources: ['CNIL, notice of 20 November 2017', 'Bundesnetzagentur, 17 February 2017'],
  known: `A phone within some metres pairs without PIN and button, hears through the microphone and speaks through the
    loudspeaker. The numbers of the channels are filled in.`,
  features: ['bluetooth-classic', 'microphone', 'remote-audio'],
  ixit: {
    ...heardBy,
    pairingActs: [{ id: 'switch', radio: 'bluetooth-classic', act: 'Switch the doll on' }],
    classicServices: openSoundServices,
  },
  answers: noActNeeded('switch'),
  classic: { ...openSound, name: 'Doll', answersCalls: true },
};
