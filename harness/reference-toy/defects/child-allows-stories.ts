import type { Defect } from '../defect.ts';
import { answering, having } from '../edit.ts';
import { pagesOf } from '../pages-of.ts';
import type { Product } from '../product.ts';

const source = { id: 'outside', kind: 'creations' as const, description: 'Stories that somebody else tells' };

const allowing = () => [
  { open: '/outside-stories' },
  { fill: 'Who tells the stories', with: 'Example Owls', seconds: 2 },
  { click: 'Allow' },
  { expect: 'Example Owls is allowed', marks: ['source-allowed' as const] },
];

function withStories(product: Product): Product {
  const { ixit } = product.declaration;
  const journeys: NonNullable<typeof ixit.journeys> = [
    ...(ixit.journeys ?? []).filter(({ id }) => !['export', 'logout', 'withdrawal', 'deletion'].includes(id)),
    { id: 'allow-source', part: 'playroom', kind: 'allow-source', begins: 'sign-in', steps: allowing() },
    {
      ...{ id: 'allow-source-as-child', part: 'playroom', kind: 'allow-source-as-child', role: 'child' },
      ...{
        begins: 'sign-in',
        steps: [{ click: 'Let {firstName} play' }, { expect: 'Hello {firstName}!' }, ...allowing()],
      },
    },
  ];
  return {
    ...product,
    declaration: { ...product.declaration, ixit: { ...ixit, contentSources: [source], journeys } },
  };
}

export const defect: Defect = {
  fails: ['FAIR-4'],
  sentence: 'A child who plays can let in stories from outside, which only a guardian should.',
  seenBy: ['web-session', 'assessor'],
  journeys: ['sign-up', 'consent', 'child-profile', 'allow-source', 'allow-source-as-child'],
  change: (product) =>
    answering(
      { question: 'FAIR-4-1/opened', row: 'outside', choice: 'guardian-needed' },
      { question: 'FAIR-4-3/sources-found', list: ['outside'] },
    )(having('external-content')(withStories(pagesOf({ outsideStories: 'for-everybody' })(product)))),
};
