import type { Level, Relation, Requirement, TestCase } from '../../../schemas/types.ts';

/** From which level a requirement counts. */
export const levelWords: Readonly<Record<Level, string>> = {
  basic: 'from level basic, so at every level',
  substantial: 'from level substantial, so at substantial and high',
  high: 'at level high only',
};

/** What not meeting a requirement means. */
export const strengthWords: Readonly<Record<Requirement['strength'], string>> = {
  mandatory: 'Mandatory: a product that does not meet it does not conform',
  recommended: 'Recommended: a product may depart from it where the declaration gives the reason',
};

/** How a test case finds out. */
export const methodWords: Readonly<Record<TestCase['method'], string>> = {
  test: 'test: the product is operated and measured',
  examine: 'examination: somebody or something looks at the product or a document',
  interview: 'interview: people are asked',
};

/** How a requirement relates to a clause of another standard (OSCAL mapping words). */
export const relationWords: Readonly<Record<Relation['relation'], string>> = {
  equal: 'asks the same',
  subset: 'asks a part of it',
  superset: 'asks all of it and more',
  intersects: 'overlaps',
  related: 'same matter',
};

/** What is known of a relation, said honestly. */
export const readWords = (read: boolean): string => (read ? 'clause read' : 'clause not read');
