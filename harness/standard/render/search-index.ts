import type { Chapter } from './chapters.ts';
import { anchorOf } from './anchors.ts';
import type { Context } from './context.ts';
import { limitNamed } from './limit-named.ts';
import { plain } from './markdown.ts';
import type { Entry } from './search.ts';

/** Everything a reader can look for: requirements with their tests, clauses, and the rows of the annexes. */
export function searchIndex(context: Context, chapters: readonly Chapter[]): readonly Entry[] {
  const { clauses } = context.manuscript;
  const texts = new Map(clauses.map(({ clause, text }) => [anchorOf('clause', clause), text]));
  return [
    ...chapters.flatMap((chapter) => requirementEntries(context, chapter)),
    ...chapters.map(({ anchor, number, title }) =>
      entry(context, anchor, { title: `${number} ${title}`, kind: 'Chapter', texts: [texts.get(anchor) ?? ''] }),
    ),
    ...annexEntries(context),
  ];
}

interface Sought {
  readonly title: string;
  readonly kind: string;
  readonly texts: readonly string[];
}

function entry({ href }: Context, anchor: string, { title, kind, texts }: Sought): Entry {
  return { title: plain(title), kind, address: href(anchor) ?? 'index.html', text: plain(texts.join(' ')) };
}

function requirementEntries(context: Context, { provisions, title: group }: Chapter): readonly Entry[] {
  return provisions.map(({ provision: { requirement, limits } }) => {
    const { id, title, statement, rationale, guidance, testCases, pending = [] } = requirement;
    const tests = [...testCases, ...pending].flatMap((test) => [test.id, test.purpose, test.how ?? '']);
    const texts = [statement, rationale, guidance.manufacturer, guidance.examiner, ...tests].map((text) =>
      text.replace(/\{([a-z][A-Za-z]*)\}/g, (whole, name: string) => String(limitNamed(name, limits) ?? whole)),
    );
    return entry(context, id, { title: `${id} ${title}`, kind: `Requirement; ${group}`, texts });
  });
}

function annexEntries(context: Context): readonly Entry[] {
  const { features, terms, incidents, instruments, crosswalks } = context.manuscript;
  return [
    ...terms.map(({ term, definition }) =>
      entry(context, anchorOf('term', term), { title: term, kind: 'Term', texts: [definition] }),
    ),
    ...features.map(({ id, question, help }) =>
      entry(context, anchorOf('feature', id), { title: id, kind: 'Feature', texts: [question, help] }),
    ),
    ...incidents.map(({ id, product, year, flaw, harm, authority }) =>
      entry(context, anchorOf('incident', id), {
        title: `${product}, ${year}`,
        kind: 'Incident',
        texts: [flaw, harm, authority],
      }),
    ),
    ...instruments.map(({ id, title, about }) =>
      entry(context, anchorOf('instrument', id), { title, kind: 'Instrument', texts: [id, about] }),
    ),
    ...crosswalks.flatMap(({ crosswalk, title, clauses }) =>
      clauses.map(({ clause, subject, notCovered }) =>
        entry(context, anchorOf('crosswalk', `${crosswalk}/${clause}`), {
          title: `${title} ${clause}`,
          kind: 'Clause of another standard',
          texts: [subject ?? '', notCovered ?? ''],
        }),
      ),
    ),
  ];
}
