import { counted, markdownTable } from '../../standard/prose.ts';
import type { Impact, Needed, Outcome, ProductImpact } from './impact.ts';

/** Outcomes in the order in which a committee asks for them, each with its heading. */
const headings: readonly (readonly [Outcome, string])[] = [
  ['now-fails', 'Would fail now'],
  ['needs-evidence', 'Needs new evidence'],
  ['fails-already', 'Fails already, and nothing more'],
  ['conforms', 'Conforms'],
  ['unreadable', 'Cannot be judged'],
];

/** The impact for a terminal: counts, then what each requirement costs, then every product but those that conform. */
export function told(impact: Impact): string {
  const sections = headings
    .filter(([outcome]) => outcome !== 'conforms')
    .map(([outcome, title]) => [title, impact.products.filter((one) => one.outcome === outcome)] as const)
    .filter(([, products]) => products.length > 0)
    .map(([title, products]) => `${title}\n${products.map(linesOf).join('')}`);
  return [`${heading(impact)}\n`, `${counts(impact)}${byRequirement(impact)}`, ...sections].join('\n');
}

/** The same as Markdown, for the minutes, with every product. */
export function inMarkdown(impact: Impact): string {
  const sums = headings.map(([outcome, title]) => [title, String(having(impact, outcome))]);
  const rows = headings.flatMap(([outcome, title]) =>
    impact.products
      .filter((one) => one.outcome === outcome)
      .map((one) => [one.product, title, reasons(one).join('; '), one.run]),
  );
  const requirements = failuresByRequirement(impact).map(([id, products]) => [id, String(products)]);
  return [
    `# ${heading(impact)}`,
    markdownTable(['Outcome', 'Products'], sums),
    ...(requirements.length === 0
      ? []
      : [markdownTable(['Requirement', 'Products that would fail now'], requirements)]),
    `${markdownTable(['Product', 'Outcome', 'Why', 'Run'], rows)}\n`,
  ].join('\n\n');
}

const heading = ({ before, after, products }: Impact) =>
  `Edition ${before} → edition ${after}, ${counted(products.length, 'product')} judged again`;

const having = ({ products }: Impact, outcome: Outcome) => products.filter((one) => one.outcome === outcome).length;

function counts(impact: Impact): string {
  const rows = headings.map(([outcome, title]) => [having(impact, outcome), title] as const);
  return rows
    .filter(([products]) => products > 0)
    .map(([products, title]) => `${String(products).padStart(6)}  ${title}\n`)
    .join('');
}

function byRequirement(impact: Impact): string {
  const lines = failuresByRequirement(impact).map(
    ([id, products]) => `  ${id.padEnd(8)} ${counted(products, 'product')} would fail now`,
  );
  return lines.length === 0 ? '' : `\n${lines.join('\n')}\n`;
}

function failuresByRequirement({ products }: Impact): readonly (readonly [string, number])[] {
  const ids = products.flatMap(({ failures }) => [...new Set(failures.map(({ requirement }) => requirement))]);
  return [...new Set(ids)]
    .map((id) => [id, ids.filter((other) => other === id).length] as const)
    .sort(([one, few], [other, many]) => many - few || one.localeCompare(other, 'en', { numeric: true }));
}

const linesOf = (one: ProductImpact): string =>
  `  ${one.product}  ${one.run}\n${reasons(one)
    .map((reason) => `      ${reason}\n`)
    .join('')}`;

function reasons({ failures, failing, relieved, needed, problems }: ProductImpact): readonly string[] {
  return [
    ...failures.map(({ testCase, finding }) => `${testCase}: ${finding.split('\n', 1)[0] ?? ''}`),
    ...(failing.length === 0 ? [] : [`fails as before: ${failing.join(', ')}`]),
    ...(relieved.length === 0 ? [] : [`fails no longer: ${relieved.join(', ')}`]),
    ...needed.map(neededInWords),
    ...problems.map(({ problem, hint }) => (hint === undefined ? problem : `${problem}. ${hint}`)),
  ];
}

const neededInWords = ({ kind, tasks, seconds, testCases }: Needed): string =>
  `${kind}: ${counted(tasks.length, 'task')}, about ${duration(seconds)}, for ${testCases.join(', ')}`;

/** Seconds as a person plans with them. */
function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  return seconds < 5400 ? `${Math.ceil(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}
