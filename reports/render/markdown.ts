import type { Judgement, Report, ReportRequirement } from '../../schemas/types.ts';
import { day, prose, visible } from './text.ts';
import { groupsOf, headline, judgementsBy, mandatory, remark, unmetRecommended } from './view.ts';
import { outcomeVerdict, outcomeWords, reasonWords, signOf, verdicts, wordOf } from './words.ts';

/** The report for a pull request: the answer, the findings, the counts. The whole is in the JSON and the page. */
export function renderMarkdown(report: Report): string {
  const by = judgementsBy(report);
  const { id, title, outcome, laboratory, issuedAt } = report;
  const section = (name: string, requirements: readonly ReportRequirement[]) =>
    requirements.length === 0 ? [] : [`## ${name}`, ...requirements.map((one) => finding(one, by))];
  const blocks = [
    `# ${words(title)}`,
    `**${signOf(outcomeVerdict[outcome])} ${outcomeWords[outcome]}** – ${words(headline(report))}`,
    remark(report),
    ...section('What fails, and why', mandatory(report, 'fail')),
    ...section('What could not be decided', mandatory(report, 'inconclusive')),
    ...section('Recommended, and not met', unmetRecommended(report)),
    '## All requirements at a glance',
    table(report),
    `Report ${id}, ${words(laboratory.name)}, ${day(issuedAt)}. Evidence \`${report.digests.evidence}\`.`,
  ];
  return `${blocks.filter((block) => block !== undefined).join('\n\n')}\n`;
}

function finding(requirement: ReportRequirement, by: ReadonlyMap<string, Judgement>): string {
  const { id, title, statement, rationale, verdict, testCases } = requirement;
  const telling = testCases.flatMap((testCase) => by.get(testCase.id) ?? []).filter((one) => one.verdict !== 'pass');
  return [
    `### ${signOf(verdict)} ${id} ${words(title)}: ${wordOf(verdict)}`,
    `- The standard asks: ${words(statement)}`,
    ...telling.map((judgement) => `- Observed (${judgement.testCase}): ${seen(judgement)}`),
    `- For a child: ${words(rationale)}`,
  ].join('\n');
}

function seen({ finding: found, reason, detail }: Judgement): string {
  const said = found ?? detail;
  return [
    reason === undefined ? undefined : (reasonWords[reason] ?? reason),
    said === undefined ? undefined : code(said),
  ]
    .filter((part) => part !== undefined)
    .join(': ');
}

function table(report: Report): string {
  const head = ['Group', ...verdicts.map(({ word, sign }) => `${sign} ${word}`)];
  const rows = groupsOf(report).map(({ name, requirements }) => [
    words(name),
    ...verdicts.map(({ verdict }) => String(requirements.filter((one) => one.verdict === verdict).length)),
  ]);
  const rule = [':--', ...verdicts.map(() => '--:')];
  return [head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** Words that cannot become markup, a link, or a mention of somebody. */
function words(text: string): string {
  return prose(text).replace(/[&<>@#`*_[\]|~\\!]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Device text between fences that it does not contain. */
function code(text: string): string {
  const shown = visible(text).replaceAll('|', '\\x7c');
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence} ${shown} ${fence}`;
}
