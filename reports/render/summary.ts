import { createColors } from 'picocolors';
import type { Report, ReportRequirement } from '../../schemas/types.ts';
import { visible } from './text.ts';
import { headline, mandatory, remark } from './view.ts';
import { signOf, verdicts, type Verdict } from './words.ts';

export interface SummaryOptions {
  /** Whether the terminal takes colour; see `wantsColour`. */
  readonly colour: boolean;
  /** Path of the report for people. */
  readonly page?: string;
  /** What the reader will most likely do next, as a command. */
  readonly next?: string;
}

/** Colour is for a terminal whose owner did not refuse it (no-color.org). */
export function wantsColour({ isTTY }: { readonly isTTY?: boolean }): boolean {
  return isTTY === true && (process.env['NO_COLOR'] ?? '') === '' && process.env['TERM'] !== 'dumb';
}

const mostFindings = 5;

/** The report in at most 12 lines for a terminal. */
export function summary(report: Report, { colour, page, next }: SummaryOptions): string {
  const paint = painter(colour);
  const told = [...mandatory(report, 'fail'), ...mandatory(report, 'inconclusive')];
  const rest = told.length - mostFindings;
  const more = remark(report);
  const lines = [
    paint.bold(visible(headline(report))),
    ...(more === undefined ? [] : [more]),
    counts(report, paint.verdict),
    ...told.slice(0, mostFindings).map((one) => line(one, paint.verdict)),
    ...(rest > 0 ? [`  and ${rest} more`] : []),
    ...(page === undefined ? [] : [`Report  ${page}`]),
    ...(next === undefined ? [] : [`Next    ${next}`]),
  ];
  return `${lines.join('\n')}\n`;
}

type Paint = (verdict: Verdict, text: string) => string;

function counts({ requirements }: Report, paint: Paint): string {
  const parts = verdicts.flatMap(({ verdict, word, sign }) => {
    const number = requirements.filter((one) => one.verdict === verdict).length;
    return number === 0 ? [] : [paint(verdict, `${sign} ${number} ${word}`)];
  });
  return `Requirements  ${parts.join('  ')}`;
}

const line = ({ id, title, verdict }: ReportRequirement, paint: Paint): string =>
  `  ${paint(verdict, signOf(verdict))} ${id.padEnd(8)} ${visible(title)}`;

function painter(colour: boolean): { readonly bold: (text: string) => string; readonly verdict: Paint } {
  const { green, red, yellow, dim, bold } = createColors(colour);
  const colours = { pass: green, fail: red, inconclusive: yellow, 'not-applicable': dim, 'not-tested': dim };
  return { bold, verdict: (verdict, text) => colours[verdict](text) };
}
