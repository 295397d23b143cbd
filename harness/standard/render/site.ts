import { html, type Html } from '../../../reports/render/html/template.ts';
import type { Edition } from '../../../schemas/types.ts';
import { chaptersOf, type Chapter } from './chapters.ts';
import { contents } from './contents.ts';
import { heading, type Context } from './context.ts';
import type { Manuscript } from './manuscript.ts';
import { opening, standing } from './opening.ts';
import { pageOf, type Page } from './page.ts';
import { contextsOf } from './places.ts';
import { searchIndex } from './search-index.ts';
import { searchBody, searchScript } from './search-page.ts';
import { style } from './style.ts';

/** The pages of the site by file name. Pure: the same manuscript gives the same bytes. */
export function renderSite(manuscript: Manuscript, { pdf = false } = {}): ReadonlyMap<string, string> {
  const chapters = chaptersOf(manuscript);
  const from = contextsOf(manuscript, chapters);
  const { edition } = manuscript;
  const common = { edition, css: style(`Edition ${edition.edition}`), ways };
  const page = (given: Pick<Page, 'title' | 'body' | 'foot'> & { readonly script?: string }) =>
    pageOf({ ...common, ...given });
  const index = from('index.html');
  const search = searchBody(searchIndex(from('search.html'), chapters));
  return new Map([
    ['index.html', page({ title: edition.title, body: indexBody(index, chapters, pdf), foot: foot(edition) })],
    ...chapters.map((chapter, place) => {
      const body = chapterBody(from(chapter.page), chapter);
      const turn = html`${turning(chapters[place - 1], chapters[place + 1])} ${foot(edition)}`;
      return [chapter.page, page({ title: chapter.title, body, foot: turn })] as const;
    }),
    ['search.html', page({ title: 'Search', body: search, foot: foot(edition), script: searchScript })],
  ]);
}

/** A chapter with its heading. */
export function chapterBody(context: Context, { anchor, number, title, part, body }: Chapter): Html {
  const shown = part === 'annex' && !number.includes('.') ? `Annex ${number}` : number;
  return html`${heading(context, { depth: 1, id: anchor }, html`<span class="clause">${shown}</span> ${title}`)}
  ${body(context)}`;
}

const indexBody = (context: Context, chapters: readonly Chapter[], pdf: boolean): Html =>
  html`<h1>${context.manuscript.edition.title}</h1>
    ${opening(context)} ${pdf && html`<p><a href="standard.pdf">The same as one PDF, to print</a></p>`}
    ${contents(context, chapters)}`;

const ways = html`<nav class="ways" aria-label="Ways through the standard">
  <ul>
    <li><a href="index.html">Contents</a></li>
    <li><a href="search.html">Search</a></li>
    <li><a href="glossary.html">Terms</a></li>
    <li><a href="editions.html">Editions</a></li>
  </ul>
</nav>`;

const foot = (edition: Edition): Html => html`<p>${standing(edition)}</p>`;

function turning(before: Chapter | undefined, after: Chapter | undefined): Html {
  const way = (word: string, chapter: Chapter | undefined) =>
    chapter !== undefined && html`<li>${word}: <a href="${chapter.page}">${chapter.number} ${chapter.title}</a></li>`;
  return html`<nav class="turn" aria-label="Next to this">
    <ul>
      ${way('Before', before)} ${way('Next', after)}
    </ul>
  </nav>`;
}
