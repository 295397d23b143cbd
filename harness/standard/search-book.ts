import { groupOf, type Book, type Entry as Provision } from './book.ts';
import { withLimits, wrapped } from './prose.ts';
import { find, type Entry, type Hit } from './render/search.ts';

/** The places of a book that hold every one of the words, best first; `address` is what `toymark standard show` takes. */
export const searchBook = (book: Book, words: string): readonly Hit[] => find(entriesOf(book), words);

function entriesOf({ entries, ...around }: Book): readonly Entry[] {
  return [
    ...entries.map((entry) => ofRequirement(entry, around.groups)),
    ...around.clauses.map(({ clause, title, text }) => place('clause', clause, [title, text])),
    ...around.terms.map(({ term, definition }) => place('term', term, [term, definition])),
    ...around.features.map(({ id, question, help }) => place('feature', id, [id, question, help])),
    ...around.incidents.map(({ id, product, year, flaw, harm, authority }) =>
      place('incident', id, [`${product}, ${year}`, flaw, harm, authority]),
    ),
    ...around.instruments.map(({ id, title, about }) => place('instrument', id, [`${id}: ${title}`, about])),
    ...around.crosswalks.flatMap(({ crosswalk, title, clauses }) =>
      clauses.map(({ clause, subject = '', notCovered = '' }) =>
        place('clause elsewhere', crosswalk, [`${title} ${clause}`, subject, notCovered]),
      ),
    ),
  ];
}

function place(kind: string, address: string, [title = '', ...texts]: readonly string[]): Entry {
  return { kind, address, title, text: texts.join(' ').trim().replaceAll(/\s+/g, ' ') };
}

function ofRequirement({ requirement, limits }: Provision, groups: Book['groups']): Entry {
  const { id, title, statement, rationale, guidance, testCases, pending = [] } = requirement;
  const tests = [...testCases, ...pending].flatMap((test) => [test.id, test.purpose, test.how ?? '']);
  const chapter = groups.find((group) => group.id === groupOf(id))?.title ?? '';
  const texts = [statement, rationale, guidance.manufacturer, guidance.examiner, ...tests, chapter];
  return place('requirement', id, [`${id} ${title}`, withLimits(texts.join(' '), limits)]);
}

/** What was found, for a terminal. */
export function foundInWords(hits: readonly Hit[], words: string): string {
  if (hits.length === 0) return `Nothing in the standard holds all of: ${words}\nFewer or shorter words find more.\n`;
  const lines = hits.map(({ entry: { kind, address, title }, excerpt }) => {
    const name = kind === 'requirement' || title.toLowerCase() === address ? '' : `, ${address}`;
    return `${title} (${kind}${name})\n${wrapped(excerpt, '    ')}\n`;
  });
  return `${lines.join('\n')}\ntoymark standard show NAME shows one of them whole.\n`;
}
