import { html, type Html, type Insert } from '../../../reports/render/html/template.ts';
import type { Manuscript } from './manuscript.ts';

/**
 * Where a piece of the document is rendered: as a page of the site, or in the one document that becomes the PDF.
 */
export interface Context {
  readonly manuscript: Manuscript;
  /** Level of the highest heading of a chapter. */
  readonly top: 1 | 2;
  /** The address of an anchor from here; undefined where the document holds no such thing. */
  readonly href: (anchor: string) => string | undefined;
  /** The number of a chapter or requirement by its anchor: presentation only, computed anew for each edition. */
  readonly numberOf: (anchor: string) => string | undefined;
  /** The page of the print that an anchor is on; absent in the site, which has no numbered pages. */
  readonly leafOf?: (anchor: string) => number | undefined;
}

interface Heading {
  /** 1 for a chapter, 2 for what it holds, and so on. */
  readonly depth: number;
  readonly id: string;
  readonly kind?: string;
}

/** A heading of the depth that the place asks for. */
export function heading({ top }: Context, { depth, id, kind }: Heading, ...content: readonly Insert[]): Html {
  const tag: Html = { markup: `h${Math.min(top + depth - 1, 6)}` };
  return html`<${tag} id="${id}" class="${kind}">${content}</${tag}>`;
}

/** A link to an anchor, or its words alone where the document holds no such thing. */
export function link({ href }: Context, anchor: string, words: Insert): Html {
  const target = href(anchor);
  if (target === undefined) return html`${words}`;
  // An id stays in one piece at the end of a line.
  return words === anchor ? html`<a class="ref" href="${target}">${words}</a>` : html`<a href="${target}">${words}</a>`;
}

/** The number of the printed page, at the end of a line of the contents. */
export const leaf = ({ leafOf }: Context, anchor: string): Html | false =>
  leafOf !== undefined && html`<span class="leaf">${leafOf(anchor) ?? ''}</span>`;

/** Inserts with a separator between each two. */
export function joined(inserts: readonly Insert[], separator = ', '): Html {
  return html`${inserts.map((insert, index) => [index === 0 ? '' : separator, insert])}`;
}

/** `a`, `a and b`, `a, b and c`, of anything that can stand in a template. */
export function enumerated(inserts: readonly Insert[], word = 'and'): Html {
  if (inserts.length < 2) return html`${inserts}`;
  return html`${joined(inserts.slice(0, -1))} ${word} ${inserts.at(-1)}`;
}
