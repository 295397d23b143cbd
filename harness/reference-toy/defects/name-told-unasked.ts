import type { Defect } from '../defect.ts';
import { having, inTable } from '../edit.ts';
import { inJourney, pagesOf } from '../pages-of.ts';
import type { Product } from '../product.ts';

// The storyteller works for itself, and consent that covers it is a signed form.
const withThirdParty = (product: Product): Product =>
  inTable('recipients', (rows) =>
    rows.map((row) => (row.id === 'storyteller' ? { ...row, role: 'third-party' } : row)),
  )(inTable('consents', (rows) => rows.map((row) => ({ ...row, method: 'signed-form' })))(product));

export const defect: Defect = {
  fails: ['CONS-3'],
  sentence:
    'Another company that tells stories learns the name of the child, though the guardian shares it with nobody.',
  seenBy: ['web-session'],
  journeys: ['sign-up', 'consent', 'child-profile', 'play'],
  change: (product) =>
    inJourney('play', (steps) => [...steps, { click: 'Tell me a story' }, { wait: 'Once upon a time' }])(
      pagesOf({ sharesOnlyWhenAllowed: false })(having('third-party-sharing')(withThirdParty(product))),
    ),
};
