import type { PageManners } from './playroom/page-manners.ts';
import type { Product } from './product.ts';

/** The change of what the pages of the playroom do. */
export const pagesOf =
  (changed: Partial<PageManners>) =>
  (product: Product): Product => {
    const { playroom } = product.pip;
    const pages = { ...playroom.manners.pages, ...changed };
    return { ...product, pip: { ...product.pip, playroom: { ...playroom, manners: { ...playroom.manners, pages } } } };
  };

type Journeys = NonNullable<Product['declaration']['ixit']['journeys']>;
type Step = Journeys[number]['steps'][number];

/** The change of the steps of a declared journey. */
export const inJourney =
  (id: string, change: (steps: readonly Step[]) => readonly Step[]) =>
  (product: Product): Product => {
    const { ixit } = product.declaration;
    const journeys = (ixit.journeys ?? []).map((journey) =>
      journey.id === id ? { ...journey, steps: [...change(journey.steps)] } : journey,
    );
    return { ...product, declaration: { ...product.declaration, ixit: { ...ixit, journeys } } };
  };
