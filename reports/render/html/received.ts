import type { Report } from '../../../schemas/types.ts';
import { valueName } from '../words.ts';
import { table } from './table.ts';
import { html, type Html } from './template.ts';

type Received = NonNullable<Report['received']>;

const phases = ['before-notice', 'before-consent', 'after-consent', 'after-withdrawal'] as const;

const words: Readonly<Record<(typeof phases)[number], string>> = {
  'before-notice': 'before any notice',
  'before-consent': 'after the notice, before consent',
  'after-consent': 'after consent',
  'after-withdrawal': 'after consent was taken back',
};

const roles: Readonly<Record<string, string>> = {
  'first-party': 'the manufacturer itself',
  processor: 'on behalf of the manufacturer',
  'third-party': 'somebody else',
};

const grid = { left: 150, top: 34, square: 13, gap: 4, cell: 130, row: 26 };

/** Who received which value of the synthetic family: a picture of items by recipients, and the same as a table. */
export function received({ received: told }: Report): Html | undefined {
  if (told === undefined) return undefined;
  return html`<section aria-labelledby="received">
    <h2 id="received">Who got what</h2>
    <p>
      The laboratory entered values of a family that does not exist, and looked for each of them in everything that the
      pages sent, also encoded. Each group of four squares stands for the time before any notice, before consent, after
      consent, and after consent was taken back. A full square: received. A hollow one: received only while sharing was
      allowed.
    </p>
    ${told.recipients.length > 0 && picture(told)} ${cellsTable(told)}
  </section>`;
}

function picture({ items, recipients, cells }: Received): Html {
  const { left, top, cell, row } = grid;
  const [width, height] = [left + recipients.length * cell, top + items.length * row + 4];
  const names = recipients.map(
    ({ host }, column) =>
      html`<text class="label" x="${left + column * cell}" y="${column % 2 === 0 ? 12 : 25}"
        >${host.slice(0, 26)}</text
      >`,
  );
  const lines = items.map((item, index) => {
    const y = top + index * row;
    const squares = recipients.flatMap(({ host }, column) =>
      phases.map((phase, place) => {
        const found = cells.find((each) => each.item === item && each.host === host && each.phase === phase);
        const state = found === undefined ? 'none' : found.onlyWhileShared ? 'hollow' : 'full';
        const x = left + column * cell + place * (grid.square + grid.gap);
        return html`<rect class="${state}" x="${x}" y="${y}" width="${grid.square}" height="${grid.square}" />`;
      }),
    );
    return html`<text class="label" x="0" y="${y + 11}">${valueName(item)}</text>${squares}`;
  });
  return html`<figure class="received">
    <svg role="img" aria-labelledby="received-title received-desc" width="${width}" viewBox="0 0 ${width} ${height}">
      <title id="received-title">Who received which item</title>
      <desc id="received-desc">
        Items in rows, recipients in columns, four times in each; the table below says the same.
      </desc>
      ${names} ${lines}
    </svg>
  </figure>`;
}

const spelt: Readonly<Record<string, string>> = {
  percent: 'percent-encoding',
  form: 'form encoding',
  json: 'escaped JSON',
  html: 'escaped HTML',
};

// The outermost comes first.
const inWords = (encoding: string): string =>
  encoding
    .split('+')
    .map((each) => spelt[each] ?? each)
    .join(' around ');

function cellsTable({ items, recipients, cells }: Received): Html {
  const rows = items.map((item) => {
    const own = cells.filter((cell) => cell.item === item);
    const told = own.map(({ host, phase, onlyWhileShared, encodings }) => {
      const who = recipients.find((one) => one.host === host);
      const by = who?.operator === undefined ? ', not declared' : `, ${who.operator}, ${roles[who.role ?? ''] ?? ''}`;
      const how = encodings.filter((encoding) => encoding !== 'plain').map(inWords);
      const coded = how.length === 0 ? '' : `; as ${how.join(', ')}`;
      return html`<li>
        <code>${host}</code>${by}: ${words[phase]}${onlyWhileShared ? ', only while sharing was allowed' : ''}${coded}
      </li>`;
    });
    return [
      valueName(item),
      told.length === 0
        ? 'nobody'
        : html`<ul class="plain">
            ${told}
          </ul>`,
    ];
  });
  return table({
    caption: 'Each value that was entered, and who received it when',
    columns: [{ title: 'Value' }, { title: 'Received by' }],
    rows,
  });
}
