import { join } from 'node:path';
import type { Report } from '../../schemas/types.ts';
import { UserError } from '../../schemas/problem.ts';
import { lendBlob } from '../evidence/blobs.ts';
import { replaceFile } from '../evidence/files.ts';
import { runDirectory } from './run-directory.ts';

/** The forms of a report beside its JSON: for people, for pull requests, for continuous integration. */
export const formats = ['html', 'pdf', 'markdown', 'junit', 'oscal', 'in-toto', 'csv'] as const;

export type Format = (typeof formats)[number];

const files: Readonly<Record<Format, string>> = {
  html: 'report.html',
  pdf: 'report.pdf',
  markdown: 'report.md',
  junit: 'report.junit.xml',
  oscal: 'report.oscal.json',
  'in-toto': 'report.test-result.json',
  csv: 'report.csv',
};

/** Writes the report in these forms into a folder; the paths, in the same order. */
export async function renderRun(folder: string, report: Report, wanted: readonly Format[]): Promise<readonly string[]> {
  const paths: string[] = [];
  for (const format of wanted) {
    const path = join(folder, files[format]);
    replaceFile(path, await renderings[format](report, folder), `${path}.part`);
    paths.push(path);
  }
  return paths;
}

/** @throws UserError USAGE */
export function formatsNamed(text: string): readonly Format[] {
  return text.split(',').map((name) => {
    const known = formats.find((format) => format === name.trim());
    if (known !== undefined) return known;
    const problem = `expected ${formats.join(', ')}, got "${name}"`;
    throw new UserError({ code: 'USAGE', where: `--format ${text}`, problem }, 64);
  });
}

const renderings: Readonly<Record<Format, (report: Report, folder: string) => Promise<string | Buffer>>> = {
  html: async (report, folder) => {
    const { renderHtml } = await import('../../reports/render/html/render-html.ts');
    return renderHtml(report, { pictures: picturesIn(folder, report) });
  },
  pdf: async (report, folder) =>
    (await import('../../reports/render/pdf.ts')).renderPdf(report, picturesIn(folder, report)),
  markdown: async (report) => (await import('../../reports/render/markdown.ts')).renderMarkdown(report),
  junit: async (report) => (await import('../../reports/render/junit.ts')).renderJunit(report),
  oscal: async (report) => (await import('../../reports/render/oscal.ts')).renderOscal(report),
  'in-toto': async (report) => (await import('../../reports/render/test-result.ts')).renderTestResult(report),
  csv: async (report) => (await import('../../reports/render/csv.ts')).renderCsv(report),
};

/** Pictures that the report names, as far as the evidence beside it has them. */
export function picturesIn(folder: string, { pictures = [] }: Report): ReadonlyMap<string, Uint8Array> {
  const { evidence } = runDirectory(folder);
  return new Map(
    pictures.flatMap(({ picture }) => {
      try {
        return [[picture, Uint8Array.from(lendBlob(evidence, picture))] as const];
      } catch (error) {
        if (error instanceof UserError) return [];
        throw error;
      }
    }),
  );
}
