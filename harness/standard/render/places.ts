import { anchorOf, type Kind } from './anchors.ts';
import type { Chapter } from './chapters.ts';
import type { Context } from './context.ts';
import type { Manuscript } from './manuscript.ts';

/** Every anchor of the document, with the page of the site that holds it. */
export type Places = ReadonlyMap<string, string>;

/** Finds a page for every anchor: chapters, requirements, test cases, and the rows of the annexes. */
export function placesOf(manuscript: Manuscript, chapters: readonly Chapter[]): Places {
  const { features, terms, incidents, instruments, crosswalks, editions, absent } = manuscript;
  const kept = (kind: Kind, page: string, ids: readonly string[]) =>
    ids.map((id) => [anchorOf(kind, id), page] as const);
  return new Map([
    ...chapters.flatMap(chapterPlaces),
    ...kept(
      'feature',
      'features.html',
      features.map(({ id }) => id),
    ),
    ...kept(
      'term',
      'glossary.html',
      terms.map(({ term }) => term),
    ),
    ...kept(
      'incident',
      'incidents.html',
      incidents.map(({ id }) => id),
    ),
    ...kept(
      'instrument',
      'instruments.html',
      instruments.map(({ id }) => id),
    ),
    ...kept(
      'edition',
      'editions.html',
      editions.map(({ edition }) => edition),
    ),
    ...crosswalks.flatMap(({ crosswalk, clauses }) => {
      const ids = clauses.map(({ clause }) => `${crosswalk}/${clause}`);
      return kept('crosswalk', `${anchorOf('crosswalk', crosswalk)}.html`, ids);
    }),
    ...absent.map(({ requirement }) => [requirement.id, 'absent.html'] as const),
  ]);
}

function chapterPlaces({ anchor, page, provisions }: Chapter): readonly (readonly [string, string])[] {
  const inside = provisions.flatMap(({ provision: { requirement } }) => [
    requirement.id,
    anchorOf('limit', requirement.id),
    ...requirement.testCases.map(({ id }) => id),
    ...(requirement.pending ?? []).map(({ id }) => id),
  ]);
  return [anchor, ...inside].map((place) => [place, page] as const);
}

/** The numbers of chapters and requirements, by anchor. */
export const numbersOf = (chapters: readonly Chapter[]): ReadonlyMap<string, string> =>
  new Map(
    chapters.flatMap(({ anchor, number, provisions }) => [
      [anchor, number] as const,
      ...provisions.map((one) => [one.provision.requirement.id, one.number] as const),
    ]),
  );

/** The document as seen from each page of the site; without a page, as one document. */
export function contextsOf(manuscript: Manuscript, chapters: readonly Chapter[]): (page?: string) => Context {
  const places = placesOf(manuscript, chapters);
  const numbers = numbersOf(chapters);
  return (page) => {
    const href = (anchor: string) => {
      const place = places.get(anchor);
      if (place === undefined) return undefined;
      return page === undefined || place === page ? `#${anchor}` : `${place}#${anchor}`;
    };
    return { manuscript, top: page === undefined ? 2 : 1, href, numberOf: (anchor) => numbers.get(anchor) };
  };
}
