import type { Defect } from '../defect.ts';
import { inLe } from '../edit.ts';

export const defect: Defect = {
  fails: ['BT-11'],
  sentence: 'A characteristic for the factory is there, and nobody declared it.',
  seenBy: ['ble-gatt'],
  change: inLe((le) => ({
    ...le,
    characteristics: [
      ...le.characteristics,
      {
        ...{ service: 'ffe0', uuid: 'ffe1', properties: ['read', 'write'], value: 'ready' },
        ...{ read: 'authenticated', write: 'authenticated', subscribe: 'nobody' },
      },
    ],
  })),
};
