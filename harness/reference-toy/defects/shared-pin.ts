import type { Defect } from '../defect.ts';

export const defect: Defect = {
  fails: ['AUTH-1'],
  leavesOpen: ['AUTH-2-2'],
  sentence: 'Both units leave the factory with the same set-up code.',
  seenBy: ['factory-credentials'],
  change: ({ pip, ...product }) => ({
    ...product,
    pip: { ...pip, units: pip.units.map((unit) => ({ ...unit, setUpCode: pip.units[0]?.setUpCode ?? '' })) },
  }),
};
