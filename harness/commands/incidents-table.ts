import { partNames, partsOf, type ShownIncident } from '../reference-toy/shown-incident.ts';
import type { JudgedIncident } from './incidents-run.ts';

const width = { product: 24, year: 4, listed: 28, failed: 28 } as const;
/** Columns of a terminal that it fits into. */
const columns = 100;

/** Product, year, what is listed, what failed and whether that agrees; below each what no instrument can judge yet. */
export function incidentsTable(judged: readonly JudgedIncident[]): string {
  const head = row([['Product'], ['Year'], ['Listed'], ['Failed'], ['Agrees']]);
  const byYear = judged.toSorted((one, other) => one.year - other.year);
  const lines = byYear.flatMap((each) => ['', ...row(cellsOf(each)), ...notes(each)]);
  const right = judged.filter(({ agrees }) => agrees).length;
  const sum = `${right} of ${judged.length} fail exactly what standard/incidents.yaml lists and an instrument can judge.`;
  return `${[...head, ...lines, '', sum].join('\n')}\n`;
}

const cellsOf = ({ product, year, listed, failing, agrees }: JudgedIncident): readonly (readonly string[])[] => [
  folded(product.split(' '), ' ', width.product),
  [String(year)],
  folded(listed, ', ', width.listed),
  folded(failing.length === 0 ? ['nothing'] : failing, ', ', width.failed),
  [agrees ? 'yes' : 'NO'],
];

function row(cells: readonly (readonly string[])[]): readonly string[] {
  const widths = [width.product, width.year, width.listed, width.failed, 0];
  const height = Math.max(...cells.map(({ length }) => length));
  return Array.from({ length: height }, (_, at) =>
    cells
      .map((cell, column) => (cell[at] ?? '').padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

function notes({ proposed, undecided }: JudgedIncident): readonly string[] {
  const later =
    proposed.length === 0 ? [] : [`not judged: ${proposed.join(', ')} (proposed, no instrument for it exists yet)`];
  const open = undecided.length === 0 ? [] : [`stayed open: ${undecided.join(', ')}`];
  return [...later, ...open].flatMap((note) =>
    folded(note.split(' '), ' ', columns - 4).map((line, at) => `${at === 0 ? '  ' : '    '}${line}`),
  );
}

/** Words in lines of at most so many characters; a word that is longer has a line of its own. */
function folded(words: readonly string[], between: string, most: number): readonly string[] {
  const lines: string[] = [];
  for (const [at, word] of words.entries()) {
    const last = lines.at(-1);
    const next = at === words.length - 1 ? word : `${word}${between.trimEnd()}`;
    if (last !== undefined && `${last} ${next}`.length <= most) lines[lines.length - 1] = `${last} ${next}`;
    else lines.push(next);
  }
  return lines;
}

/** What can be shown, for people: what is known of each, and from where. */
export const incidentsListed = (incidents: readonly ShownIncident[]): string =>
  incidents
    .map((incident) => {
      const { id, product, year, known, sources } = incident;
      return `${id}  ${product}, ${year} (${partsOf(incident)
        .map((part) => partNames[part])
        .join(' and ')})\n  ${known}\n  ${sources.join('; ')}\n`;
    })
    .join('');

/** The same for programs. */
export const incidentsAsData = (incidents: readonly ShownIncident[]) =>
  incidents.map((incident) => {
    const { id, product, year, caughtBy, proposed, known, sources } = incident;
    return { id, product, year, parts: partsOf(incident), caughtBy, proposed, known, sources };
  });
