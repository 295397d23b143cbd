import { randomInt } from 'node:crypto';
import type { Defect } from '../defect.ts';

export const defect: Defect = {
  fails: ['AUTH-2'],
  sentence: 'The set-up codes of the units are counted up.',
  seenBy: ['factory-credentials'],
  change: ({ pip, ...product }) => {
    const first = randomInt(2 ** 46);
    const units = pip.units.map((unit, index) => ({ ...unit, setUpCode: String(first + index).padStart(15, '7') }));
    return { ...product, pip: { ...pip, units } };
  },
};
