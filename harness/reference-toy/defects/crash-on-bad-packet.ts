import type { Defect } from '../defect.ts';

export const defect: Defect = {
  fails: ['NET-5'],
  sentence: 'A malformed MQTT packet stops the broker for good.',
  seenBy: ['malformed-input/hub/unit-1'],
  change: (product) => ({
    ...product,
    pip: { ...product.pip, mqtt: { ...product.pip.mqtt, stopsAtMalformedPacket: true } },
  }),
};
