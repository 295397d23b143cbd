import { html, type Html } from '../../../reports/render/html/template.ts';
import { find, type Entry, type Hit } from './search.ts';

/** The page that searches: its index stands in it as data, so that it works from a folder, without a server. */
export function searchBody(entries: readonly Entry[]): Html {
  // Data in a script element ends at the first "</": no "<" is left in it.
  const data = JSON.stringify(entries).replaceAll('<', '\\u003c');
  return html`<h1>Search</h1>
    <div class="search" role="search">
      <label for="query">Words, or the id of a requirement</label>
      <input id="query" type="search" maxlength="100" autocomplete="off" spellcheck="false" aria-describedby="state" />
    </div>
    <p id="state" role="status">
      <noscript
        >The search needs a script. The <a href="index.html#contents">contents</a> lists every requirement without
        one.</noscript
      >
    </p>
    <ol id="found" class="found" aria-label="Places found"></ol>
    ${{ markup: `<script type="application/json" id="places">${data}</script>` }}`;
}

/** What a browser offers of a page, as far as the search uses it. */
interface Element {
  value: string;
  textContent: string;
  href: string;
  readonly append: (...parts: readonly (Element | string)[]) => void;
  readonly replaceChildren: (...parts: readonly Element[]) => void;
  readonly addEventListener: (event: string, heard: () => void) => void;
  readonly focus: () => void;
}
interface Page {
  readonly document: {
    readonly getElementById: (id: string) => Element;
    readonly createElement: (tag: string) => Element;
  };
  readonly location: { hash: string };
  readonly history: { readonly replaceState: (state: null, title: string, address: string) => void };
}

// Runs in the page. Every text goes in as text: nothing that the index holds can become markup.
function wire({ document, location, history }: Page, seek: typeof find): void {
  const query = document.getElementById('query');
  const entries = JSON.parse(document.getElementById('places').textContent) as readonly Entry[];
  const element = (tag: string, ...parts: readonly (Element | string)[]) => {
    const made = document.createElement(tag);
    made.append(...parts);
    return made;
  };
  const item = ({ entry, excerpt }: Hit) => {
    const link = element('a', entry.title);
    link.href = entry.address;
    return element('li', link, element('small', entry.kind), element('p', excerpt));
  };
  const show = () => {
    const hits = seek(entries, query.value);
    document.getElementById('found').replaceChildren(...hits.map(item));
    const number = hits.length === 50 ? 'The first 50 places' : `${hits.length} place${hits.length === 1 ? '' : 's'}`;
    document.getElementById('state').textContent = query.value.trim() === '' ? '' : `${number} found.`;
    history.replaceState(null, '', `#${encodeURIComponent(query.value)}`);
  };
  query.value = decodeURIComponent(location.hash.slice(1)).slice(0, 100);
  query.addEventListener('input', show);
  if (query.value !== '') show();
  query.focus();
}

/** The script of the search page, as it runs there. */
export const searchScript = `(${wire.toString()})(window,${find.toString()});`;
