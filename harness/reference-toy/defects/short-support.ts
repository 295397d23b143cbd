import type { Defect } from '../defect.ts';
import { inDocument, inTable } from '../edit.ts';
import type { Product } from '../product.ts';

const [long, short] = ['31 March 2033', '31 March 2029'] as const;

const changes: readonly ((product: Product) => Product)[] = [
  inDocument('/support', long, short),
  inDocument('/pip/know-before-you-buy', long, short),
  inTable('support', (rows) => rows.map((row) => ({ ...row, supportEnds: '2029-03-31' }))),
  inTable('documents', (rows) =>
    rows.map(({ statements = [], ...row }) => ({
      ...row,
      statements: statements.map((each) => ({ ...each, quote: each.quote.replace(long, short) })),
    })),
  ),
];

export const defect: Defect = {
  fails: ['UPD-10'],
  sentence: 'Security support ends three years after the first sale.',
  seenBy: ['documents'],
  change: (product) => changes.reduce((changed, change) => change(changed), product),
};
