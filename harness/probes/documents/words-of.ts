import markdown from 'markdown-it';
import { parse } from 'parse5';
import type { DefaultTreeAdapterTypes } from 'parse5';
import type { Source } from './source.ts';

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

/** What a reader finds in a document. */
export interface Words {
  /** On one line, white space folded. */
  readonly text: string;
  /** The same with a full stop after each paragraph, heading and list item that has none, for counting sentences. */
  readonly sentences: string;
  /** Line by line as it came, for formats that count lines. */
  readonly lines: string;
  /** Absolute addresses, each once. */
  readonly links: readonly string[];
}

const mostCharacters = 1_999_000;
const mostLinks = 2000;
const mostNodes = 500_000;

/** Words of HTML, Markdown or plain text; none for other media types, whose words an instrument cannot read. */
export function wordsOf({ bytes, mediaType, charset }: Source, base: string | undefined): Words {
  const lines = decoded(bytes, charset);
  if (isHtml(mediaType, lines)) return { ...readHtml(lines, base), lines };
  if (mediaType === 'text/markdown') return { ...readHtml(markdown().render(lines), base), lines };
  if (mediaType !== '' && !mediaType.startsWith('text/')) return { text: '', sentences: '', lines: '', links: [] };
  const links = [...lines.matchAll(/\bhttps?:\/\/[^\s<>"')\]]{1,2000}/g)].map(([link]) => link);
  return { ...joined(lines.split(/\n\s*\n/)), lines, links: [...new Set(links)].slice(0, mostLinks) };
}

function isHtml(mediaType: string, text: string): boolean {
  if (mediaType === 'text/html' || mediaType === 'application/xhtml+xml') return true;
  return mediaType === '' && /^\s*<(!doctype html|html)/i.test(text.slice(0, 1000));
}

function decoded(bytes: Uint8Array, charset: string | undefined): string {
  try {
    return new TextDecoder(charset ?? 'utf-8').decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}

const unseen = ['script', 'style', 'template', 'noscript', 'head', 'svg', 'iframe', 'object', 'select', 'textarea'];
const inline =
  /^(a|abbr|b|bdi|bdo|cite|code|data|dfn|em|font|i|kbd|label|mark|q|s|samp|small|span|strong|sub|sup|time|u|var|wbr)$/;

// The tree is walked with a stack of our own: a hostile page nests deeper than calls can.
function readHtml(html: string, base: string | undefined): Omit<Words, 'lines'> {
  const blocks: string[] = [''];
  const links = new Set<string>();
  const open: (Node | 'break')[] = [...parse(html).childNodes].reverse();
  for (let seen = 0; open.length > 0 && seen < mostNodes; seen++) {
    const node = open.pop();
    if (node === undefined) break;
    if (node === 'break') blocks.push('');
    else if ('value' in node) blocks.push((blocks.pop() ?? '') + node.value);
    else if ('tagName' in node && !isUnseen(node)) {
      const link = linkOf(node, base);
      if (link !== undefined && links.size < mostLinks) links.add(link);
      const block = !inline.test(node.tagName);
      if (block) open.push('break');
      for (const child of [...node.childNodes].reverse()) open.push(child);
      if (block) open.push('break');
    }
  }
  return { ...joined(blocks), links: [...links] };
}

function isUnseen(element: Element): boolean {
  if (unseen.includes(element.tagName) || attribute(element, 'hidden') !== undefined) return true;
  return /display\s*:\s*none|visibility\s*:\s*hidden/i.test(attribute(element, 'style') ?? '');
}

function linkOf(element: Element, base: string | undefined): string | undefined {
  const href = element.tagName === 'a' ? attribute(element, 'href') : undefined;
  if (href === undefined || href.length > 4000 || !URL.canParse(href, base)) return undefined;
  const url = new URL(href, base);
  return /^(https?|mailto|tel):$/.test(url.protocol) && url.href.length <= 8000 ? url.href : undefined;
}

const attribute = ({ attrs }: Element, name: string) => attrs.find((each) => each.name === name)?.value;

function joined(blocks: readonly string[]): { readonly text: string; readonly sentences: string } {
  const parts = blocks.map(folded).filter((block) => block !== '');
  const closed = parts.map((block) => (/[.!?]["')\]]?$/.test(block) ? block : `${block}.`));
  return { text: cut(parts.join(' ')), sentences: cut(closed.join(' ')) };
}

// Overrides of the writing direction could make a reader see other words than the judge.
const folded = (text: string) =>
  text
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();

const cut = (text: string) => text.slice(0, mostCharacters).replace(/\p{Cs}/gu, '\ufffd');
