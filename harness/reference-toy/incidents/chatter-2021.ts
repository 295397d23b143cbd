import { heardBy, noActNeeded } from '../bluetooth/open-sound.ts';
import type { Incident } from './incident.ts';

export const incident: Incident = {
  model: 'A toy telephone of 2021, simulated',
  sources: ["Press reports of researchers' findings, December 2021"],
  known: `Switched on, it pairs with whoever asks, without a PIN, until somebody has paired; it takes a call by itself while the
    handset lies beside it. The number of the channel is filled in.`,
  features: ['bluetooth-classic', 'microphone', 'remote-audio'],
  ixit: {
    ...heardBy,
    pairingActs: [{ id: 'switch', radio: 'bluetooth-classic', act: 'Switch the telephone on' }],
    classicServices: [
      {
        id: 'hands-free',
        classes: ['111e'],
        channel: 1,
        purpose: 'Calls of the phone it is paired with',
        carries: ['sound'],
      },
    ],
  },
  answers: noActNeeded('switch'),
  classic: {
    ...{ name: 'Telephone', classOfDevice: 0x200404, windowSeconds: 86_400, discoverySeconds: 'for-ever' },
    ...{ pairsWithoutAct: 'nobody', replacesOwner: false, reachableAtRest: false, opensAtPowerOn: true },
    ...{ pin: undefined, answersCalls: true },
    services: [{ classes: ['111e', '1203'], name: 'Hands-Free', psm: 3, channel: 1, opens: 'anybody' }],
  },
};
