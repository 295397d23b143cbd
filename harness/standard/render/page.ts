import { createHash } from 'node:crypto';
import { ownMark } from '../../../reports/render/html/marks.ts';
import { html, type Html } from '../../../reports/render/html/template.ts';
import type { Edition } from '../../../schemas/types.ts';

/** A page of the document. */
export interface Page {
  readonly title: string;
  readonly edition: Edition;
  readonly css: string;
  /** A script of ours; nothing else runs. */
  readonly script?: string;
  /** Links to the contents and the search; not in the one document. */
  readonly ways?: Html;
  readonly body: Html;
  readonly foot: Html;
}

/**
 * A page that needs nothing beside itself: its style and script stand in it, and its policy allows these alone, by
 * their digests.
 */
export function pageOf({ title, edition, css, script, ways, body, foot }: Page): string {
  const scripts = script === undefined ? '' : ` script-src '${sourceOf(script)}';`;
  const policy = `default-src 'none'; style-src '${sourceOf(css)}';${scripts} base-uri 'none'; form-action 'none'`;
  const name = `${edition.title}, edition ${edition.edition}`;
  return `<!doctype html>\n${
    html`<html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${{ markup: policy }}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>${title === edition.title ? name : `${title} – ${name}`}</title>
        ${{ markup: `<style>${css}</style>` }}
      </head>
      <body>
        <a class="skip" href="#main">To the text</a>
        <header>
          <p class="name">
            ${ownMark} <b>Toymark</b> <span class="number">${edition.title}, edition ${edition.edition}</span>
          </p>
          ${ways}
        </header>
        <main id="main" tabindex="-1">${body}</main>
        <footer>${foot}</footer>
        ${script !== undefined && { markup: `<script>${script}</script>` }}
      </body>
    </html>`.markup
  }\n`;
}

const sourceOf = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`;
