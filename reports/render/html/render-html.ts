import { createHash } from 'node:crypto';
import type { Report } from '../../../schemas/types.ts';
import { day } from '../text.ts';
import { headline, mandatory, remark, unmetRecommended } from '../view.ts';
import { outcomeVerdict, outcomeWords } from '../words.ts';
import { findings } from './findings.ts';
import { ownMark, shapes, verdictMark } from './marks.ts';
import { items, leftOut, method, validity } from './particulars.ts';
import { requirementByRequirement } from './requirements.ts';
import { overview } from './strip.ts';
import { style } from './style.ts';
import { html, type Html } from './template.ts';
import { timeline } from './timeline.ts';

/**
 * The report as one file for people: no network, no script, and a policy that forbids both. Pure: the same report gives
 * the same bytes.
 */
export function renderHtml(report: Report): string {
  const css = style(report.id);
  const digest = createHash('sha256').update(css).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'`;
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
        ${shapes} ${opening(report)}
        <main id="main" tabindex="-1">
          ${findings(report)} ${overview(report)} ${requirementByRequirement(report)} ${leftOut(report)}
          ${items(report)} ${timeline(report)} ${method(report)} ${validity(report)}
        </main>
        <footer><p>End of report ${report.id}</p></footer>
      </body>
    </html>`.markup
  }\n`;
}

function opening(report: Report): Html {
  const { id, title, laboratory, issuedAt, outcome } = report;
  const more = remark(report);
  return html`<header>
    <p class="name">${ownMark} <b>Toymark</b> <span class="number">Report ${id}</span></p>
    <h1>${title}</h1>
    <p class="outcome">${verdictMark(outcomeVerdict[outcome], outcomeWords[outcome])}</p>
    <p class="headline">${headline(report)}</p>
    ${more !== undefined && html`<p>${more}</p>`}
    <p class="issued">${laboratory.name}, ${day(issuedAt)}</p>
    ${contents(report)}
  </header>`;
}

function contents(report: Report): Html {
  const sections: readonly (readonly [id: string, title: string, shown: boolean])[] = [
    ['fails', 'What fails', mandatory(report, 'fail').length > 0],
    ['open', 'What is open', mandatory(report, 'inconclusive').length > 0],
    ['recommended', 'Recommended', unmetRecommended(report).length > 0],
    ['glance', 'All at a glance', true],
    ['requirements', 'Requirement by requirement', true],
    ['not-applied', 'What was not tested', true],
    ['items', 'What was tested', true],
    ['run', 'How it went', true],
    ['method', 'Who tested, and how', true],
    ['limits', 'What it does not say', true],
    ['digests', 'Check it yourself', true],
  ];
  const entries = sections.filter(([, , shown]) => shown);
  return html`<nav aria-label="Contents">
    <ul>
      ${entries.map(([id, title]) => html`<li><a href="#${id}">${title}</a></li>`)}
    </ul>
  </nav>`;
}
