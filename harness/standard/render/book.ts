import { html } from '../../../reports/render/html/template.ts';
import { chaptersOf } from './chapters.ts';
import { contents } from './contents.ts';
import type { Manuscript } from './manuscript.ts';
import { opening } from './opening.ts';
import { pageOf } from './page.ts';
import { contextsOf } from './places.ts';
import { chapterBody } from './site.ts';
import { style } from './style.ts';

/**
 * The whole document as one page, to be printed. `leaves` are the numbers of the printed pages, by anchor; they stand in
 * the contents, where the same room is kept for them while they are not known yet.
 */
export function renderBook(manuscript: Manuscript, leaves: ReadonlyMap<string, number> = new Map()): string {
  const { edition } = manuscript;
  const chapters = chaptersOf(manuscript);
  const context = { ...contextsOf(manuscript, chapters)(), leafOf: (anchor: string) => leaves.get(anchor) };
  const body = html`<div class="cover">
      <h1>${edition.title}</h1>
      ${opening(context)}
    </div>
    ${contents(context, chapters)}
    ${chapters.map((chapter) => html`<section class="chapter ${chapter.part}" aria-labelledby="${chapter.anchor}">${chapterBody(context, chapter)}</section>`)}`;
  const foot = html`<p>End of edition ${edition.edition}</p>`;
  return pageOf({ title: edition.title, edition, css: style(`Edition ${edition.edition}`), body, foot });
}
