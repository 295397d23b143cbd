import type { StateCore, Token } from 'markdown-it';

/**
 * Gives the tables of a text what ours have: a first column that names its row, and the titles and roles that a table
 * needs where its rows are laid out as blocks.
 */
export function layTables({ tokens }: StateCore): void {
  let titles: string[] = [];
  let column = 0;
  tokens.forEach((token, index) => {
    const role = roles[token.type];
    if (role !== undefined) token.attrSet('role', role);
    if (token.type === 'table_open') titles = [];
    if (token.type === 'tr_open') column = 0;
    if (token.type === 'th_open') {
      titles.push(tokens[index + 1]?.content ?? '');
      token.attrs = [...figures(token), ['role', 'columnheader'], ['scope', 'col']];
    }
    if (token.type === 'td_open') layCell(token, { column, title: titles[column] ?? '' });
    if (token.type === 'td_close' && column === 0) token.tag = 'th';
    if (token.type === 'td_close') column += 1;
  });
}

const roles: Readonly<Record<string, string>> = {
  table_open: 'table',
  thead_open: 'rowgroup',
  tbody_open: 'rowgroup',
  tr_open: 'row',
};

function layCell(token: Token, { column, title }: { readonly column: number; readonly title: string }): void {
  const role = column === 0 ? 'rowheader' : 'cell';
  token.attrs = [...figures(token), ['role', role], ['data-title', title]];
  if (column > 0) return;
  token.tag = 'th';
  token.attrSet('scope', 'row');
}

// An alignment stands in a style attribute, which the policy of the page refuses; the class says the same.
const figures = (token: Token): [string, string][] =>
  String(token.attrGet('style')).includes('right') ? [['class', 'figures']] : [];
