import type { Defect } from '../defect.ts';

export const defect: Defect = {
  fails: ['AUTH-8'],
  sentence: 'The set-up code ends with the serial number.',
  seenBy: ['factory-credentials'],
  change: ({ pip, ...product }) => ({
    ...product,
    pip: {
      ...pip,
      units: pip.units.map((unit) => ({ ...unit, setUpCode: `${unit.setUpCode.slice(0, 10)}${unit.serial}` })),
    },
  }),
};
