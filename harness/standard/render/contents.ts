import { html, type Html } from '../../../reports/render/html/template.ts';
import { entryOf } from './chapter-pages.ts';
import type { Chapter } from './chapters.ts';
import { leaf, link, type Context } from './context.ts';

const parts: readonly (readonly [part: Chapter['part'], title: string])[] = [
  ['before', 'How this standard works'],
  ['requirements', 'Requirements'],
  ['after', 'What follows from a verdict'],
  ['annex', 'Annexes'],
];

/** The contents: every chapter, and below each group its requirements. */
export function contents(context: Context, chapters: readonly Chapter[]): Html {
  const held = parts
    .map(([part, title]) => ({ title, chapters: chapters.filter((chapter) => chapter.part === part) }))
    .filter((one) => one.chapters.length > 0);
  return html`<nav class="contents" aria-labelledby="contents">
    <h2 id="contents">Contents</h2>
    ${held.map(
      ({ title, chapters: inside }) =>
        html`<h3>${title}</h3>
          <ol>
            ${inside.map((chapter) => chapterEntry(context, chapter))}
          </ol>`,
    )}
  </nav>`;
}

function chapterEntry(context: Context, { anchor, number, title, provisions }: Chapter): Html {
  return html`<li>
    <span class="clause">${number}</span>
    <span>${link(context, anchor, title)}</span>${leaf(context, anchor)}
    ${
      provisions.length > 0 &&
      html`<ol>
        ${provisions.map((one) => entryOf(context, one.number, one.provision))}
      </ol>`
    }
  </li>`;
}
