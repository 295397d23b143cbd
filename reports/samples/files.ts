import { canonicalJson } from '../../schemas/canonical-json.ts';
import { renderHtml } from '../render/html/render-html.ts';
import { sampleNames, sampleReport } from './sample-report.ts';

/** The golden files of this folder, by name: what the renderers make of the samples today. */
export function sampleFiles(): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const name of sampleNames) {
    const report = sampleReport(name);
    files.set(`${name}.json`, canonicalJson(report));
    files.set(`${name}.html`, renderHtml(report));
  }
  return files;
}
