import { decentLe } from '../bluetooth/manners.ts';
import type { Incident } from './incident.ts';
import { declaredName, deviceName, noPairing } from './open-radio.ts';

export const incident: Incident = {
  model: 'A fitness tracker of 2015, simulated',
  sources: ["Press reports of a security company's research, May and June 2015"],
  known: `Most of the wearables that were received kept one random address for as long as one looked, and some advertised the name
    of their user. Filled in: that one device does both, and that it offers nothing to connect to but its model.`,
  features: ['bluetooth-le'],
  ixit: { gattCharacteristics: [declaredName] },
  answers: [],
  le: {
    ...decentLe,
    advertised: { name: '{name}', services: [], manufacturer: 'ffff01' },
    address: { kind: 'static', rotationMinutes: undefined },
    pairing: noPairing,
    characteristics: [deviceName('Tracker')],
  },
};
