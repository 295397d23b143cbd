import { createHash } from 'node:crypto';
import type { TrustList } from '../../schemas/types.ts';
import { ownMark, shapes } from '../render/html/marks.ts';
import { html } from '../render/html/template.ts';
import { pageStyle } from './style.ts';
import { believed, tell } from './tell.ts';
import type { Judged } from './standing.ts';

/**
 * What the page for everybody says of a certificate, as a file to be kept: no script, no network. It says what was found
 * on that day and is no proof of it; who doubts it verifies anew.
 */
export function renderTold(judged: Judged, { trust, at }: { readonly trust: TrustList; readonly at: string }): string {
  const digest = createHash('sha256').update(pageStyle).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'`;
  const title = judged.certificate === undefined ? 'No valid certificate' : judged.certificate.title;
  return `<!doctype html>\n${
    html`<html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${{ markup: policy }}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>${title}</title>
        ${{ markup: `<style>${pageStyle}</style>` }}
      </head>
      <body>
        <a class="skip" href="#main">To the answer</a>
        ${shapes}
        <header>
          <p class="name">${ownMark} <b>Toymark</b></p>
          <h1>${title}</h1>
        </header>
        <main id="main" tabindex="-1">${tell(judged, { at })}</main>
        <footer>${believed(trust, at)}</footer>
      </body>
    </html>`.markup
  }\n`;
}
