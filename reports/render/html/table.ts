import { html, type Html, type Insert } from './template.ts';

export interface Column {
  readonly title: string;
  /** Figures are right-aligned. */
  readonly figures?: true;
}

export interface Table {
  readonly caption: string;
  readonly columns: readonly Column[];
  /** The first cell names its row. */
  readonly rows: readonly (readonly Insert[])[];
  /** Ids of the rows, for links. */
  readonly ids?: readonly string[];
  /** Tables of one kind have columns of equal widths, however far apart they stand. */
  readonly kind?: 'cases' | 'rows';
}

/**
 * A table that becomes a list of small blocks at phone width. The roles repeat what the elements mean, because a
 * browser forgets it where a row is laid out as a block.
 */
export function table({ caption, columns, rows, ids = [], kind }: Table): Html {
  const [first, ...rest] = columns;
  const cell = (insert: Insert, index: number) => {
    const column = rest[index];
    return html`<td role="cell" class="${column?.figures === true ? 'figures' : ''}" data-title="${column?.title}">
      ${insert}
    </td>`;
  };
  return html`<table role="table" ${kind !== undefined && html`class="${kind}"`}>
    <caption>
      ${caption}
    </caption>
    <thead role="rowgroup">
      <tr role="row">
        ${columns.map(({ title, figures }) => html`<th role="columnheader" scope="col" class="${figures === true ? 'figures' : ''}">${title}</th>`)}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${rows.map(
        ([name, ...cells], index) =>
          html`<tr role="row" ${ids[index] !== undefined && html` id="${ids[index]}"`}>
            <th role="rowheader" scope="row" data-title="${first?.title}">${name}</th>
            ${cells.map(cell)}
          </tr> `,
      )}
    </tbody>
  </table>`;
}

/** Names and values, one under the other. */
export function facts(entries: readonly (readonly [name: string, value: Insert])[]): Html {
  const known = entries.filter(([, value]) => value !== undefined && value !== '');
  return html`<dl class="facts">
    ${known.map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}
