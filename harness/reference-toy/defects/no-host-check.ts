import type { Defect } from '../defect.ts';

export const defect: Defect = {
  fails: ['NET-6'],
  sentence: 'The set-up page answers to any name, so that a foreign page can be pointed at it.',
  seenBy: ['http-surface'],
  change: (product) => ({ ...product, pip: { ...product.pip, web: { ...product.pip.web, checksHost: false } } }),
};
