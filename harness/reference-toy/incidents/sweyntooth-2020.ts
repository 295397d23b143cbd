import { decentLe } from '../bluetooth/manners.ts';
import type { Incident } from './incident.ts';
import { declaredName, deviceName, noPairing } from './open-radio.ts';

export const incident: Incident = {
  model: 'A device with a radio chip of 2020, simulated',
  sources: ['Singapore University of Technology and Design, February 2020'],
  known: `Packets that broke the rules stopped or restarted the software of the chip, and nobody had to be paired to send them. Filled in:
    that one about attributes stops it, of the twelve faults, and that the device offers nothing to connect to but its model.`,
  features: ['bluetooth-le'],
  ixit: { gattCharacteristics: [declaredName] },
  answers: [],
  le: {
    ...decentLe,
    advertised: { name: 'Device', services: [], manufacturer: 'ffff01' },
    pairing: noPairing,
    characteristics: [deviceName('Device')],
    stopsAtMalformed: true,
  },
};
