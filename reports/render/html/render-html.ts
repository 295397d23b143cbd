import { createHash } from 'node:crypto';
import type { Report } from '../../../schemas/types.ts';
import { day } from '../text.ts';
import { headline, remark } from '../view.ts';
import { outcomeVerdict, outcomeWords } from '../words.ts';
import { contents, firstPage, type Leaves } from './contents.ts';
import { findings } from './findings.ts';
import { ownMark, shapes, verdictMark } from './marks.ts';
import { items, leftOut, method, validity } from './particulars.ts';
import { pictures, type PictureBytes } from './pictures.ts';
import { received } from './received.ts';
import { requirementByRequirement } from './requirements.ts';
import { overview } from './strip.ts';
import { printed, style } from './style.ts';
import { html, type Html } from './template.ts';
import { timeline } from './timeline.ts';

/** What goes into the page beside the report. */
export interface Showing {
  /** Numbers of printed pages. */
  readonly leaves?: Leaves;
  readonly pictures?: PictureBytes;
}

/**
 * The report as one file for people: no network, no script, and a policy that forbids both. Pure: the same report gives
 * the same bytes. What is to be printed as a PDF gets a first page of its own, with the numbers of the pages.
 * Pictures are shown where their bytes are given, which stand in the evidence beside the report.
 */
export function renderHtml(report: Report, showing: Showing = {}): string {
  const { leaves, pictures: bytes = new Map() } = showing;
  const css = style(report.id) + (leaves === undefined ? '' : printed);
  const digest = createHash('sha256').update(css).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${digest}'; ${bytes.size === 0 ? '' : 'img-src data:; '}base-uri 'none'; form-action 'none'`;
  return `<!doctype html>\n${
    html`<html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${{ markup: policy }}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>${report.title} (${report.id})</title>
        ${{ markup: `<style>${css}</style>` }}
      </head>
      <body>
        <a class="skip" href="#main">To the findings</a>
        ${shapes} ${opening(report, showing)}
        <main id="main" tabindex="-1">${reportBody(report, bytes, leaves !== undefined)}</main>
        <footer><p>End of report ${report.id}</p></footer>
      </body>
    </html>`.markup
  }\n`;
}

/** Everything of the report but its head: findings, overview, requirements, and the particulars. */
export function reportBody(report: Report, bytes: PictureBytes = new Map(), onPaper = false): Html {
  return html`${findings(report)} ${overview(report)} ${requirementByRequirement(report)} ${leftOut(report)}
  ${items(report)} ${received(report)} ${pictures(report, bytes, onPaper)} ${timeline(report)} ${method(report)}
  ${validity(report)}`;
}

function opening(report: Report, { leaves, pictures: bytes }: Showing): Html {
  const { id, title, laboratory, issuedAt, outcome } = report;
  const more = remark(report);
  return html`<header>
    <p class="name">${ownMark} <b>Toymark</b> <span class="number">Report ${id}</span></p>
    <h1>${title}</h1>
    <p class="outcome">${verdictMark(outcomeVerdict[outcome], outcomeWords[outcome])}</p>
    <p class="headline">${headline(report)}</p>
    ${more !== undefined && html`<p>${more}</p>`}
    <p class="issued">${laboratory.name}, ${day(issuedAt)}</p>
    ${leaves === undefined ? contents(report, (bytes?.size ?? 0) > 0) : firstPage(report, leaves)}
  </header>`;
}
