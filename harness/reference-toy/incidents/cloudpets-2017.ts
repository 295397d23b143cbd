import { decentLe } from '../bluetooth/manners.ts';
import type { Incident } from './incident.ts';
import { declaredName, deviceName, noPairing, open } from './open-radio.ts';

const service = '0000f0b6-0000-1000-8000-00805f9b34fb';
const sound = { service, uuid: 'f0b60001-4f5e-4d4c-9a1c-000000000001' } as const;
const control = { service, uuid: 'f0b60002-4f5e-4d4c-9a1c-000000000002' } as const;

export const incident: Incident = {
  model: 'A soft toy with voice messages of 2017, simulated',
  sources: ['Press reports, February 2017', "Published findings on the toy's use of Web Bluetooth, February 2017"],
  known: `Voice messages are read and written over Bluetooth Low Energy without pairing, and the microphone can be started.
    Firmware is taken from anybody. Identifiers of services, and a private address, are filled in.`,
  features: ['bluetooth-le', 'updates', 'firmware-image'],
  ixit: {
    gattCharacteristics: [
      declaredName,
      { ...sound, id: 'sound', properties: ['read', 'write'], purpose: 'Voice messages', carries: ['sound'] },
      {
        ...control,
        id: 'control',
        properties: ['write', 'notify'],
        purpose: 'Plays and records',
        carries: ['control'],
      },
    ],
  },
  answers: [],
  le: {
    ...decentLe,
    advertised: { name: 'Soft toy', services: [], manufacturer: 'ffff01' },
    pairing: noPairing,
    characteristics: [
      deviceName('Soft toy'),
      open({ ...sound, properties: ['read', 'write'], value: 'a voice message' }),
      open({ ...control, properties: ['write', 'notify'], value: '' }),
      open({
        ...{ service: '00001530-1212-efde-1523-785feabcd123', uuid: '00001531-1212-efde-1523-785feabcd123' },
        ...{ properties: ['write', 'notify'], value: '' },
      }),
    ],
  },
};
