import { decentLe } from '../bluetooth/manners.ts';
import type { Incident } from './incident.ts';
import { declaredName, deviceName, noPairing } from './open-radio.ts';

export const incident: Incident = {
  model: 'A wearable of 2019, simulated',
  sources: ['Becker, Li and Starobinski, Tracking Anonymized Bluetooth Devices, 2019, abstract'],
  known: `Addresses changed, and something in the payload did not change with them, so that it led from one address to the next.
    Filled in: that what stays is the serial number, and that the device offers nothing to connect to but its model.`,
  features: ['bluetooth-le'],
  ixit: { gattCharacteristics: [declaredName] },
  answers: [],
  le: {
    ...decentLe,
    advertised: { name: 'Wearable', services: [], manufacturer: 'ffff{serial}' },
    pairing: noPairing,
    characteristics: [deviceName('Wearable')],
  },
};
