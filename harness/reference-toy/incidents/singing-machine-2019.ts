import { decentClassic } from '../bluetooth/classic-manners.ts';
import { noActNeeded } from '../bluetooth/open-sound.ts';
import type { Incident } from './incident.ts';

export const incident: Incident = {
  model: 'A karaoke microphone of 2019, simulated',
  sources: ['Which?, December 2019'],
  known: `Whoever is near pairs a phone without a PIN and without a button, and plays any sound to the child. Filled in: that
    pairing is open from switching on until somebody has paired, and that the link is encrypted then.`,
  features: ['bluetooth-classic'],
  ixit: {
    pairingActs: [{ id: 'switch', radio: 'bluetooth-classic', act: 'Switch the microphone on' }],
    classicServices: [{ id: 'sound', classes: ['110b'], psm: 0x19, purpose: 'Music of the phone', carries: ['sound'] }],
  },
  answers: noActNeeded('switch'),
  classic: {
    ...decentClassic,
    ...{
      name: 'Karaoke',
      classOfDevice: 0x240414,
      windowSeconds: 86_400,
      discoverySeconds: 'for-ever',
      opensAtPowerOn: true,
    },
    services: [{ classes: ['110b'], name: 'Audio Sink', psm: 0x19, opens: 'encrypted' }],
  },
};
