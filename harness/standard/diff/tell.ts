import { counted, markdownTable } from '../prose.ts';
import type { Bearing, Change } from './change.ts';
import type { Comparison, Difference } from './diff.ts';

/** Bearings in the words of a committee. */
const bearings: Readonly<Record<Bearing, string>> = {
  more: 'asks more',
  less: 'asks less',
  other: 'asks otherwise',
  none: 'editorial',
};

/** The comparison as a table for a terminal. */
export function told(comparison: Comparison): string {
  const lines = comparison.differences.flatMap(({ id, title, bearing, changes, review }) => [
    `${id.padEnd(8)} ${bearings[bearing].padEnd(15)} ${title}${review === 'suspect' ? ' (suspect)' : ''}`,
    ...changes.map(({ kind, said }) => `           ${inWords(kind).padEnd(24)} ${said}`),
  ]);
  return `${[heading(comparison), '', ...lines, ...(lines.length === 0 ? [] : ['']), sums(comparison)].join('\n')}\n`;
}

/** The same as Markdown, for the minutes. */
export function inMarkdown(comparison: Comparison): string {
  const rows = comparison.differences.flatMap(({ id, title, bearing, changes }) =>
    changes.map(({ kind, said }, index) => [
      index === 0 ? id : '',
      index === 0 ? title : '',
      index === 0 ? bearings[bearing] : '',
      inWords(kind),
      said,
    ]),
  );
  const table = markdownTable(['Requirement', 'Title', 'For a product', 'Change', 'What changed'], rows);
  const suspects = comparison.differences.filter(({ review }) => review === 'suspect').map(({ id }) => id);
  const suspect =
    suspects.length === 0 ? '' : `\nTest cases to be read again beside the new statement: ${suspects.join(', ')}.\n`;
  return `# ${heading(comparison)}\n\n${rows.length === 0 ? '' : `${table}\n\n`}${sums(comparison)}\n${suspect}`;
}

const heading = ({ before, after }: Comparison) => `Edition ${before} → edition ${after}`;

const inWords = (kind: Change['kind']) => kind.replaceAll('-', ' ');

function sums({ differences, unchanged }: Comparison): string {
  const having = (bearing: Bearing) => differences.filter((each: Difference) => each.bearing === bearing).length;
  const parts = (['more', 'less', 'other', 'none'] as const)
    .filter((bearing) => having(bearing) > 0)
    .map((bearing) => `${having(bearing)} ${bearings[bearing]}`);
  const changed = counted(differences.length, 'requirement');
  return `${changed} changed${parts.length === 0 ? '' : ` (${parts.join(', ')})`}, ${unchanged} unchanged.`;
}
