import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalLine } from '../../schemas/canonical-json.ts';
import { packageRoot } from '../../schemas/package-root.ts';
import type { TrustList } from '../../schemas/types.ts';
import { ownMark, shapes } from '../render/html/marks.ts';
import { html, type Html } from '../render/html/template.ts';
import { pageStyle } from './style.ts';
import { believed } from './tell.ts';

/** How the page is called in a registry. */
export const pageFile = 'verify.html';

/**
 * The page for everybody: one file that verifies a certificate in a browser, by the register that serves it or from a
 * file, offline too. It believes the trust list that is built in, so it is made anew when that list is; whoever opens an
 * old one is told how old it is. Its policy lets nothing run but its one script, and nothing be loaded but from where it
 * lies.
 * @param asOf when that list was known to be the present one, as 2026-11-23T12:00:00Z
 */
export function renderPage(trust: TrustList, asOf: string): string {
  const script = readFileSync(join(packageRoot, 'dist', 'reports', 'page', 'script.js'), 'utf8');
  const policy = [
    "default-src 'none'",
    `script-src ${sourceOf(script)}`,
    `style-src ${sourceOf(pageStyle)}`,
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const head = html`<meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${raw(policy)}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <meta name="referrer" content="no-referrer" />
    <title>Check the certificate of a toy</title>
    ${raw(`<style>${pageStyle}</style>`)}`;
  // Data of a script element end at "</"; in JSON the sign may be escaped.
  const data = (id: string, value: unknown) =>
    raw(`<script type="application/json" id="${id}">${canonicalLine(value).replaceAll('<', '\\u003c')}</script>`);
  return `<!doctype html>\n${
    html`<html lang="en">
      <head>
        ${head}
      </head>
      <body>
        ${body(trust, asOf)} ${data('trust', trust)} ${data('as-of', asOf)} ${raw(`<script>${script}</script>`)}
      </body>
    </html>`.markup
  }\n`;
}

function body(trust: TrustList, asOf: string): Html {
  return html`<a class="skip" href="#main">To the answer</a>
    ${shapes}
    <header>
      <p class="name">${ownMark} <b>Toymark</b></p>
      <h1>Check the certificate of a toy</h1>
    </header>
    <main id="main" tabindex="-1">
      <div id="result" aria-live="polite">
        <p class="headline">Scan the code on the box of the toy, or open the file of its certificate here.</p>
        <noscript><p>This page checks signatures in your browser, for which it needs JavaScript.</p></noscript>
      </div>
      <section class="open" aria-labelledby="open-file">
        <h2 id="open-file">Open a certificate</h2>
        <p>
          <label for="file"
            >The file of the certificate; its name ends in .json. Choose it, or drop it anywhere on this page</label
          >
        </p>
        <p><input type="file" id="file" accept=".json,application/json" /></p>
      </section>
    </main>
    <footer>${believed(trust, asOf)}</footer>`;
}

const raw = (markup: string): Html => ({ markup });

const sourceOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
