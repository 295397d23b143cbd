import { canonicalJson, digestOf } from '../../schemas/canonical-json.ts';
import type { Report } from '../../schemas/types.ts';
import type { PictureBytes } from './html/pictures.ts';
import { renderHtml } from './html/render-html.ts';
import { printPdf } from './print.ts';

/**
 * The report as a PDF for people, printed by Chromium: tagged, fonts embedded, numbered pages that each name the report.
 * Pages of the journeys are printed where their pictures are given. The same report and pictures give the same bytes with
 * the same Chromium and the same fonts.
 * @throws UserError TOOL where no Chromium is found
 */
export function renderPdf(report: Report, pictures: PictureBytes = new Map()): Promise<Buffer> {
  const identity = { digest: digestOf(canonicalJson(report)), published: report.issuedAt };
  return printPdf((leaves = new Map()) => renderHtml(report, { leaves, pictures }), identity);
}
