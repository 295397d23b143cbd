import { decentLe } from '../bluetooth/manners.ts';
import type { Incident } from './incident.ts';
import { declaredName, deviceName, noPairing, open } from './open-radio.ts';

const message = { service: 'ffb0', uuid: 'ffb1' } as const;

export const incident: Incident = {
  model: 'A teddy with voice messages of 2017, simulated',
  sources: ['Which?, November 2017'],
  known: `Anybody near could send the teddy a message and fetch the child's answer, without pairing. The service, the form of a
    message and a private address are filled in.`,
  features: ['bluetooth-le'],
  ixit: {
    gattCharacteristics: [
      declaredName,
      {
        ...message,
        id: 'message',
        properties: ['read', 'write'],
        purpose: 'Messages',
        carries: ['personal-data', 'sound'],
      },
    ],
  },
  answers: [],
  le: {
    ...decentLe,
    advertised: { name: 'Teddy', services: [], manufacturer: 'ffff01' },
    pairing: noPairing,
    characteristics: [deviceName('Teddy'), open({ ...message, properties: ['read', 'write'], value: 'from {name}' })],
  },
};
