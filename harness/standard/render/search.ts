/** A place of the document that the search knows. */
export interface Entry {
  readonly title: string;
  readonly kind: string;
  readonly address: string;
  readonly text: string;
}

/** A place that was found, and the words around the first hit. */
export interface Hit {
  readonly entry: Entry;
  readonly excerpt: string;
}

/**
 * The places that hold every word of the query, those with the words in their title first. At most 100 characters and
 * eight words are looked for, and fifty places given. Stands alone, because a page takes it over as it is written.
 */
export function find(entries: readonly Entry[], query: string): readonly Hit[] {
  const fold = (text: string) =>
    text
      .toLowerCase()
      .normalize('NFD')
      .replace(/[\u0300-\u036f]/g, '');
  const words = fold(query.slice(0, 100))
    .split(/[^\p{L}\p{N}.-]+/u)
    .filter((word) => word.length > 0)
    .slice(0, 8);
  if (words.length === 0) return [];
  const score = (title: string, text: string) =>
    words.reduce((sum, word) => {
      const inTitle = title.split(/[^\p{L}\p{N}.-]+/u);
      if (inTitle.includes(word)) return sum + 8;
      if (inTitle.some((one) => one.startsWith(word))) return sum + 5;
      if (title.includes(word)) return sum + 3;
      return text.includes(word) ? sum + 1 : Number.NEGATIVE_INFINITY;
    }, 0);
  const excerpt = (text: string) => {
    const at = words.map((word) => text.toLowerCase().indexOf(word)).find((place) => place >= 0) ?? 0;
    const start = at < 60 ? 0 : text.indexOf(' ', at - 50) + 1;
    return `${start > 0 ? '… ' : ''}${text.slice(start, start + 180)}${text.length > start + 180 ? ' …' : ''}`;
  };
  return entries
    .map((entry, order) => ({ entry, order, points: score(fold(entry.title), fold(entry.text)) }))
    .filter(({ points }) => points > 0)
    .sort((a, b) => b.points - a.points || a.order - b.order)
    .slice(0, 50)
    .map(({ entry }) => ({ entry, excerpt: excerpt(entry.text) }));
}
