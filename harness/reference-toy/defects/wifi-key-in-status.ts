import type { Defect } from '../defect.ts';

export const defect: Defect = {
  fails: ['NET-3', 'WIFI-2'],
  sentence: "The status that anybody may ask for tells the key of the family's Wi-Fi.",
  seenBy: ['anonymous-access/status'],
  change: (product) => ({
    ...product,
    pip: { ...product.pip, status: { wifi: product.bench.child?.['networkKey'] ?? '' } },
  }),
};
