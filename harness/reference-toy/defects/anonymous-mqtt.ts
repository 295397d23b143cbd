import type { Defect } from '../defect.ts';

export const defect: Defect = {
  fails: ['NET-3', 'NET-7', 'COMM-7'],
  sentence: 'Anybody may read and write at the broker without a token.',
  seenBy: ['anonymous-access/hub', 'anonymous-access/unit-1/setting/mood', 'anonymous-access/unit-2/setting/mood'],
  change: (product) => ({ ...product, pip: { ...product.pip, mqtt: { ...product.pip.mqtt, letsAnybodyIn: true } } }),
};
