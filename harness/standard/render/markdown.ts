import Markdown, { type MarkdownIt, type StateCore, type Token } from 'markdown-it';
import type { Html } from '../../../reports/render/html/template.ts';
import { visible } from '../../../reports/render/text.ts';
import type { Limits } from '../../../schemas/types.ts';
import { layHeadings } from './markdown-headings.ts';
import { layTables } from './markdown-tables.ts';
import { markWords } from './markdown-words.ts';

/** What a text is rendered for. */
export interface Setting {
  /** The address of what a text calls by its id, if the document holds it. */
  readonly resolve: (id: string) => string | undefined;
  /** Mark the words of RFC 2119. */
  readonly normative?: boolean;
  /** Numbers that stand for `{name}`, and where they are listed. */
  readonly limits?: { readonly values: Limits; readonly href: string | undefined };
  /** The headings of a long text: the level of the highest one, the number before theirs, and the beginning of ids. */
  readonly headings?: { readonly level: number; readonly number: string; readonly anchor: string };
}

const prose = writer(['heading', 'lheading', 'hr', 'table', 'blockquote', 'fence']);
const article = writer(['hr']);

/** A text of a requirement: paragraphs, lists, emphasis, code and links; a blank line parts paragraphs. */
export function paragraphs(text: string, setting: Setting): Html {
  return shown(prose.render(text.trim(), { setting }));
}

/** A text that stands inside a sentence or a cell. */
export function phrase(text: string, setting: Setting): Html {
  return shown(prose.renderInline(text.replace(/\s+/g, ' ').trim(), { setting }));
}

/** A clause, with headings and tables. */
export function chapterText(text: string, setting: Setting): Html {
  return shown(article.render(text.trim(), { setting }));
}

/** The same text as plain words, for the search. */
export const plain = (text: string): string => visible(text.replace(/\s+/g, ' ').trim());

/** The setting that a text is rendered with. */
export const settingOf = (state: StateCore): Setting => state.env['setting'] as Setting;

// No HTML passes, no picture, no reference; an address is an id of the document or begins with https.
function writer(without: readonly string[]): MarkdownIt {
  const markdown = new Markdown({ html: false, linkify: false, typographer: true, quotes: '“”‘’' });
  markdown.disable(['replacements', 'image', 'entity', 'autolink', 'reference', 'code', ...without]);
  markdown.validateLink = (address) => /^(#|https:\/\/[a-z0-9.-]+(\/|$))/i.test(address);
  markdown.core.ruler.push('links', layLinks);
  markdown.core.ruler.push('words', (state) => markWords(state, settingOf(state)));
  markdown.core.ruler.push('tables', (state) => layTables(state));
  markdown.core.ruler.push('headings', (state) => layHeadings(state, settingOf(state)));
  return markdown;
}

// A link to what the document does not hold keeps its words and is no link.
function layLinks(state: StateCore): void {
  const { resolve } = settingOf(state);
  for (const { children } of state.tokens) {
    const open: Token[] = [];
    for (const token of children ?? []) {
      if (token.type === 'link_open') {
        aim(token, resolve);
        open.push(token);
      }
      if (token.type === 'link_close') token.tag = open.pop()?.tag ?? token.tag;
    }
  }
}

function aim(token: Token, resolve: Setting['resolve']): void {
  const address = String(token.attrGet('href') ?? '');
  const target = address.startsWith('#') ? resolve(address.slice(1)) : address;
  token.attrs = target === undefined ? [] : [['href', target]];
  if (target === undefined) token.tag = 'span';
  else if (!address.startsWith('#')) token.attrs.push(['rel', 'noreferrer']);
}

// Line by line, so that the breaks of the markup stay; what cannot be seen is shown by its code.
function shown(markup: string): Html {
  return { markup: markup.split('\n').map(visible).join('\n') };
}
