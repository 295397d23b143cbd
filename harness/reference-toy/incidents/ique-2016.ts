import { heardBy, noActNeeded, openSound, openSoundServices } from '../bluetooth/open-sound.ts';
import type { Incident } from './incident.ts';

export const incident: Incident = {
  model: 'A talking robot of 2016, simulated',
  sources: ['CNIL, notice of 20 November 2017', 'ITV News, November 2017'],
  known: `The same open sound as in the doll of 2014: no PIN and no button, and typed words become the robot's speech. Whether it
    takes calls by itself was not published, so that here it does not. The numbers of the channels are filled in.`,
  features: ['bluetooth-classic', 'microphone', 'remote-audio'],
  ixit: {
    ...heardBy,
    pairingActs: [{ id: 'switch', radio: 'bluetooth-classic', act: 'Switch the robot on' }],
    classicServices: openSoundServices,
  },
  answers: noActNeeded('switch'),
  classic: { ...openSound, name: 'Robot', answersCalls: false },
};
