import { decentLe } from '../bluetooth/manners.ts';
import type { Incident } from './incident.ts';
import { declaredName, deviceName, noPairing, open } from './open-radio.ts';

const picture = { service: 'ffe0', uuid: 'ffe1' } as const;

export const incident: Incident = {
  model: 'A drawing projector of 2026, simulated',
  sources: ['CVE-2026-0842, summary of a public vulnerability database'],
  known: `The service over which the app sends pictures asks for no authentication. Its identifiers and a private address are
    filled in.`,
  features: ['bluetooth-le'],
  ixit: {
    gattCharacteristics: [
      declaredName,
      { ...picture, id: 'picture', properties: ['write', 'notify'], purpose: 'Pictures to be projected' },
    ],
  },
  answers: [],
  le: {
    ...decentLe,
    advertised: { name: 'Projector', services: [], manufacturer: 'ffff01' },
    pairing: noPairing,
    characteristics: [deviceName('Projector'), open({ ...picture, properties: ['write', 'notify'], value: '' })],
  },
};
