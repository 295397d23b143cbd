import type { Defect } from '../defect.ts';

export const defect: Defect = {
  fails: ['NET-5'],
  sentence: 'A malformed MQTT packet stops the broker for good.',
  change: (product) => ({
    ...product,
    pip: { ...product.pip, mqtt: { ...product.pip.mqtt, stopsAtMalformedPacket: true } },
  }),
};
