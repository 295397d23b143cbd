import type { ShownIncident } from '../reference-toy/shown-incident.ts';
import type { JudgedIncident } from './incidents-run.ts';

const width = { product: 24, year: 4, listed: 28, failed: 28 } as const;
/** Columns of a terminal that it fits into. */
const columns = 100;

/** Product, year, what is listed, what failed and whether that agrees; below each what cannot be shown, with the reason. */
export function incidentsTable(judged: readonly JudgedIncident[]): string {
  const head = row([['Product'], ['Year'], ['Listed'], ['Failed'], ['Agrees']]);
  const byYear = judged.toSorted((one, other) => one.year - other.year);
  const lines = byYear.flatMap((each) => ['', ...row(cellsOf(each)), ...notes(each)]);
  const right = judged.filter(({ agrees }) => agrees).length;
  const sum = `${right} of ${judged.length} fail exactly what standard/incidents.yaml lists and can be shown of them.`;
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

function notes({ unshown }: JudgedIncident): readonly string[] {
  const reasons = [...new Set(unshown.map(({ because }) => because))];
  return reasons.flatMap((because) => {
    const ids = unshown.filter((each) => each.because === because).map(({ requirement }) => requirement);
    const words = `not shown: ${ids.join(', ')} (${because.replace(/\.$/, '')})`.split(' ');
    return folded(words, ' ', columns - 4).map((line, at) => `${at === 0 ? '  ' : '    '}${line}`);
  });
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
      return `${id}  ${product}, ${year} (${partsOf(incident).join(' and ')})\n  ${known}\n  ${sources.join('; ')}\n`;
    })
    .join('');

/** The same for programs. */
export const incidentsAsData = (incidents: readonly ShownIncident[]) =>
  incidents.map((incident) => {
    const { id, product, year, caughtBy, known, sources } = incident;
    return { id, product, year, parts: partsOf(incident), caughtBy, known, sources };
  });

const partsOf = ({ radio, service }: ShownIncident): readonly string[] => [
  ...(radio === undefined ? [] : ['radio']),
  ...(service === undefined ? [] : ['service']),
];
