import type { Judgement, Report, ReportRequirement, ReportTestCase } from '../../schemas/types.ts';
import { visible } from './text.ts';
import { judgementsBy } from './view.ts';

const columns = [
  'requirement',
  'title',
  'level',
  'strength',
  'test case',
  'purpose',
  'method',
  'selection',
  'row',
  'verdict',
  'finding or reason',
  'evidence',
] as const;

/**
 * Comma-separated values (RFC 4180): one line for each row that was judged, and one for each test case without rows or
 * without a verdict. A text that a spreadsheet would take for a formula is made harmless.
 */
export function renderCsv(report: Report): string {
  const by = judgementsBy(report);
  const lines = report.requirements.flatMap((requirement) =>
    requirement.testCases.length === 0
      ? [
          cellsOf(requirement, undefined, [
            requirement.selection,
            '',
            requirement.verdict,
            requirement.because ?? '',
            '',
          ]),
        ]
      : requirement.testCases.flatMap((testCase) => linesOf(requirement, testCase, by.get(testCase.id))),
  );
  return [columns, ...lines].map((cells) => `${cells.map(cell).join(',')}\r\n`).join('');
}

type Result = readonly [selection: string, row: string, verdict: string, said: string, evidence: string];

function linesOf(requirement: ReportRequirement, testCase: ReportTestCase, judgement: Judgement | undefined) {
  const { selection, because = '' } = testCase;
  if (judgement === undefined) return [cellsOf(requirement, testCase, [selection, '', 'not-tested', because, ''])];
  const evidence = judgement.evidence.join(' ');
  const whole = cellsOf(requirement, testCase, [selection, '', judgement.verdict, saidOf(judgement), evidence]);
  const rows = judgement.rows.map((row) =>
    cellsOf(requirement, testCase, [selection, row.id, row.verdict, saidOf(row), '']),
  );
  return [whole, ...rows];
}

function cellsOf(
  { id, title, level, strength }: ReportRequirement,
  testCase: ReportTestCase | undefined,
  [selection, row, verdict, said, evidence]: Result,
): readonly string[] {
  const own = [testCase?.id ?? '', testCase?.purpose ?? '', testCase?.method ?? ''];
  return [id, title, level, testCase?.strength ?? strength, ...own, selection, row, verdict, said, evidence];
}

const saidOf = ({ finding, reason, detail }: Pick<Judgement, 'finding' | 'reason' | 'detail'>) =>
  finding ?? [reason, detail].filter((part) => part !== undefined).join(': ');

// A cell that begins like a formula, also in wide letters or behind spaces, would be computed by a spreadsheet.
function cell(text: string): string {
  const harmless = /^(?:[\t\r]|\s*[=+\-@\uff1d\uff0b\uff0d\uff20])/.test(text) ? `'${text}` : text;
  return `"${visible(harmless).replaceAll('"', '""')}"`;
}
