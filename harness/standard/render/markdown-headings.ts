import type { StateCore, Token } from 'markdown-it';
import type { Setting } from './markdown.ts';

/**
 * Numbers the headings of a clause and brings them into order below the clause's own: the highest that the text uses
 * becomes the first level, and none skips one. Only the first level is numbered.
 */
export function layHeadings(state: StateCore, { headings }: Setting): void {
  const { tokens } = state;
  const highest = Math.min(...tokens.filter(({ type }) => type === 'heading_open').map(depthOf));
  const taken = new Set<string>();
  let before = 0;
  let count = 0;
  tokens.forEach((token, index) => {
    const [inline, close] = tokens.slice(index + 1, index + 3);
    if (token.type !== 'heading_open' || inline === undefined || close === undefined) return;
    before = Math.min(depthOf(token) - highest + 1, before + 1);
    token.tag = close.tag = `h${Math.min((headings?.level ?? 2) + before - 1, 6)}`;
    if (headings === undefined) return;
    token.attrSet('id', unique(`${headings.anchor}-${slug(inline.content)}`, taken));
    if (before > 1) return;
    count += 1;
    const number = new state.Token('text', '', 0);
    number.content = `${headings.number}.${count} `;
    inline.children?.unshift(number);
  });
}

const depthOf = (token: Token): number => Number(token.tag.slice(1));

const slug = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

function unique(id: string, taken: Set<string>): string {
  const free = taken.has(id) ? `${id}-${taken.size}` : id;
  taken.add(free);
  return free;
}
