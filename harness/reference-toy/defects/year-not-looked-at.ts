import type { Defect } from '../defect.ts';
import { pagesOf } from '../pages-of.ts';
import type { Product } from '../product.ts';

const answers = (words: string): string =>
  words.replace('1986', '2016').replace('{guardianEmail}', 'small.bear@mail.example');

// The whole way of a family, with the answers of a child.
function alone(product: Product): Product {
  const { ixit } = product.declaration;
  const { journeys = [] } = ixit;
  const steps = ['sign-up', 'consent', 'child-profile']
    .flatMap((id) => journeys.find((one) => one.id === id)?.steps ?? [])
    .map(({ open, with: typed, ...step }) => ({
      ...step,
      ...(open !== undefined && { open: answers(open) }),
      ...(typed !== undefined && { with: answers(typed) }),
    }));
  const others = journeys.filter(({ id }) => id !== 'consent-as-child');
  const own = { id: 'consent-as-child', part: 'playroom', kind: 'consent-as-child', role: 'visitor', steps } as const;
  const declaration = { ...product.declaration, ixit: { ...ixit, journeys: [...others, own] } };
  return { ...product, declaration };
}

export const defect: Defect = {
  fails: ['CONS-2'],
  sentence: 'A child who tells its year of birth signs up, consents, and is added.',
  seenBy: ['web-session'],
  journeys: ['consent-as-child'],
  change: (product) => pagesOf({ looksAtYear: false })(alone(product)),
};
