import { table } from '../../../reports/render/html/table.ts';
import { html, type Html } from '../../../reports/render/html/template.ts';
import { count } from '../../../reports/render/text.ts';
import type { Bearing } from '../diff/change.ts';
import type { Comparison, Difference } from '../diff/diff.ts';
import { link, type Context } from './context.ts';
import { plain } from './markdown.ts';

const bearings: Readonly<Record<Bearing, string>> = {
  more: 'Asks more',
  less: 'Asks less',
  other: 'Asks otherwise',
  none: 'Editorial',
};

/** What became of each requirement from one edition to the next, for a committee. */
export function comparisonPage(context: Context, { before, after, differences, unchanged }: Comparison): Html {
  const same = count(unchanged, 'requirement');
  if (differences.length === 0) return html`<p>Both editions ask the same: ${same}.</p>`;
  return html`<p class="lead prose">
      From edition ${before} to edition ${after} ${count(differences.length, 'requirement')} changed; ${same} did not.
    </p>
    ${sections.map(([bearing, title]) =>
      section(
        context,
        title,
        differences.filter((one) => one.bearing === bearing),
      ),
    )}`;
}

const sections: readonly (readonly [Bearing, string])[] = [
  ['more', 'What asks more of a product'],
  ['other', 'What asks otherwise'],
  ['less', 'What asks less'],
  ['none', 'What is only worded otherwise'],
];

function section(context: Context, caption: string, differences: readonly Difference[]): Html | false {
  if (differences.length === 0) return false;
  return table({
    caption,
    columns: [{ title: 'Requirement' }, { title: 'For a product' }, { title: 'What changed' }],
    rows: differences.map(({ id, title, changes, bearing, review }) => [
      html`${link(context, id, id)} ${title}`,
      html`${bearings[bearing]}${review === 'suspect' && html` <small>Suspect: its test cases are to be read again.</small>`}`,
      changes.map(({ kind, said }) => html`<div>${inWords(kind)}: ${plain(said)}</div>`),
    ]),
  });
}

const inWords = (kind: string): string => {
  const words = kind.replaceAll('-', ' ');
  return words.slice(0, 1).toUpperCase() + words.slice(1);
};
