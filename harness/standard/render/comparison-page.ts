import { table } from '../../../reports/render/html/table.ts';
import { html, type Html } from '../../../reports/render/html/template.ts';
import { count } from '../../../reports/render/text.ts';
import type { Edition } from '../../../schemas/types.ts';
import type { Bearing } from '../diff/change.ts';
import type { Comparison, Difference } from '../diff/diff.ts';
import { link, type Context } from './context.ts';
import { plain } from './markdown.ts';

/** What became of each requirement from one edition to the next, for a committee. */
export function comparisonPage(context: Context, { before, after, differences, unchanged }: Comparison): Html {
  const same = count(unchanged, 'requirement');
  if (differences.length === 0) return html`<p>Both editions ask the same: ${same}.</p>`;
  return html`<p class="lead prose">
      ${count(differences.length, 'requirement')} changed from edition ${before} to edition ${after}; ${unchanged} did
      not.
    </p>
    ${sections.map(([bearing, title]) =>
      section(
        context,
        { title, after },
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

interface Part {
  readonly title: string;
  /** The later edition. */
  readonly after: string;
}

function section(context: Context, { title: caption, after }: Part, differences: readonly Difference[]): Html | false {
  if (differences.length === 0) return false;
  const edition = context.manuscript.editions.find((one) => one.edition === after);
  return table({
    caption,
    columns: [{ title: 'Requirement' }, { title: 'What changed' }],
    rows: differences.map(({ id, title, changes, review }) => [
      html`${link(context, id, id)} ${title}`,
      html`${changes.map(({ kind, said }) => html`<div>${inWords(kind)}: ${plain(said)}</div>`)} ${reason(edition, id)}
      ${review === 'suspect' && html`<small>Suspect: its test cases are to be read again.</small>`}`,
    ]),
  });
}

// Why the edition sets a level or a limit otherwise; what is new or changed says why in itself.
function reason(edition: Edition | undefined, id: string): Html | false {
  const because = edition?.adjustments?.find((adjustment) => adjustment.id === id)?.because;
  return because !== undefined && html`<div><small>${plain(because)}</small></div>`;
}

const inWords = (kind: string): string => {
  const words = kind.replaceAll('-', ' ');
  return words.slice(0, 1).toUpperCase() + words.slice(1);
};
