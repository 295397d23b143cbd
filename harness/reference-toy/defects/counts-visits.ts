import type { Defect } from '../defect.ts';
import { inTable } from '../edit.ts';
import { pagesOf } from '../pages-of.ts';

const counter = {
  id: 'counter',
  host: 'counts.example',
  operator: 'Example Counts Ltd',
  country: 'US',
  role: 'third-party' as const,
};

export const defect: Defect = {
  fails: ['DATA-3'],
  sentence: 'The pages of the guardian tell a company that counts visitors of many sites.',
  seenBy: ['web-session'],
  journeys: ['sign-up'],
  change: (product) =>
    inTable('recipients', (rows) => [...rows, counter])(
      pagesOf({
        onFamilyPages: {
          html: '<p><img src="https://counts.example/collect/visitor?page=family" alt=""></p>',
          origin: 'https://counts.example',
        },
      })(product),
    ),
};
