import { decentLe } from '../bluetooth/manners.ts';
import type { Incident } from './incident.ts';
import { declaredName, deviceName, open, pairsWithAll } from './open-radio.ts';

const service = 'dab91435-b5a1-e29c-b041-bcd562613bde';

export const incident: Incident = {
  model: 'A robot pet of 2017, simulated',
  sources: ['Which?, November 2017', "Published notes of hobbyists on the pet's Bluetooth services"],
  known: `Commands and files go to the toy over Bluetooth Low Energy without pairing, and the update service of its chip's kit is
    open. The pet pairs with whoever asks. Filled in: a private address, and advertisements that hold no number.`,
  features: ['bluetooth-le', 'updates', 'firmware-image'],
  ixit: {
    pairingActs: [{ id: 'none', radio: 'bluetooth-le', act: 'Nothing is done' }],
    gattCharacteristics: [
      declaredName,
      {
        ...{ id: 'command', service, uuid: 'dab91383-b5a1-e29c-b041-bcd562613bde', properties: ['write'] },
        purpose: 'What the pet does next',
      },
    ],
  },
  answers: [
    { question: 'BT-1-4/without-act', row: 'none', choice: 'paired' },
    { question: 'BT-1-4/after-act', row: 'none', choice: 'paired' },
    { question: 'BT-1-4/act', row: 'none', choice: 'nothing' },
    { question: 'BT-1-4/from-afar', row: 'none', choice: 'from-afar' },
  ],
  le: {
    ...decentLe,
    advertised: { name: 'Robot pet', services: [], manufacturer: 'ffff01' },
    pairing: pairsWithAll,
    characteristics: [
      deviceName('Robot pet'),
      open({ service, uuid: 'dab91383-b5a1-e29c-b041-bcd562613bde', properties: ['write'], value: '' }),
      open({ service, uuid: 'dab91382-b5a1-e29c-b041-bcd562613bde', properties: ['read', 'notify'], value: 'idle' }),
      open({
        ...{ service: '00001530-1212-efde-1523-785feabcd123', uuid: '00001531-1212-efde-1523-785feabcd123' },
        ...{ properties: ['write', 'notify'], value: '' },
      }),
    ],
  },
};
