import type { Defect } from '../defect.ts';

export const defect: Defect = {
  fails: ['NET-3'],
  sentence: 'The status that anybody may ask for tells the name of the child.',
  seenBy: ['anonymous-access/status'],
  change: (product) => ({
    ...product,
    pip: { ...product.pip, status: { ready: true, child: product.bench.child?.['firstName'] ?? '' } },
  }),
};
