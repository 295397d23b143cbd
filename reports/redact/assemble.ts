import type { Report, ReportHead, ShownLeaf } from '../../schemas/types.ts';
import type { Chapter, Order } from './leaves.ts';

/** What stands in the place of a text that is withheld. */
export const withheld = '[withheld]';

const noDigest = `sha256:${'0'.repeat(64)}`;

/**
 * The report as far as it is shown: parts that are withheld are empty, or say so. Every part is believed to have the form
 * it has; whoever calls validates the whole.
 */
export function assemble(head: ReportHead, shown: readonly ShownLeaf[]): Report {
  const parts = new Map(shown.map(({ path, value }) => [path, value]));
  const under = (name: string) => shown.filter(({ path }) => path.startsWith(`${name}/`)).map(({ value }) => value);
  const units = under('units');
  const product = parts.get('product') ?? productOf(head);
  const chapters = under('chapter') as readonly Chapter[];
  const members = Object.fromEntries([...parts].filter(([path]) => !path.includes('/') && path !== 'order'));
  const { id, kind, title, issuedAt, expiresAt, outcome } = head;
  return {
    ...blank(head),
    ...members,
    report: 1,
    id,
    kind,
    title,
    issuedAt,
    expiresAt,
    outcome,
    product: { ...product, units: units.length === 0 ? [{ id: 'withheld', serial: withheld }] : units },
    ...inOrder(chapters, parts.get('order') as Order | undefined),
    attempts: attemptsIn(under('attempts')),
  } as Report;
}

function inOrder(chapters: readonly Chapter[], order: Order | undefined): Pick<Report, 'requirements' | 'judgements'> {
  const requirements = chapters.flatMap((chapter) => chapter.requirements);
  const judgements = chapters.flatMap((chapter) => chapter.judgements);
  if (order === undefined) return { requirements, judgements };
  const place = (ids: readonly string[]) => new Map(ids.map((id, index) => [id, index]));
  const [first, second] = [place(order.requirements), place(order.judgements)];
  return {
    requirements: requirements.sort((a, b) => (first.get(a.id) ?? 0) - (first.get(b.id) ?? 0)),
    judgements: judgements.sort((a, b) => (second.get(a.testCase) ?? 0) - (second.get(b.testCase) ?? 0)),
  };
}

function attemptsIn(kinds: readonly unknown[]): Report['attempts'] {
  const all = kinds.flat() as { readonly index: number; readonly attempt: Report['attempts'][number] }[];
  return all.sort((a, b) => a.index - b.index).map(({ attempt }) => attempt);
}

const productOf = ({ manufacturer, model, modelNumber }: ReportHead) => ({
  manufacturer,
  model,
  modelNumber,
  ages: { from: 0, to: 0 },
  placesOfSale: [],
  parts: [{ id: 'withheld', kind: 'hardware', version: withheld }],
});

function blank({ laboratory, edition, level, issuedAt }: ReportHead): Partial<Report> {
  return {
    authorisedBy: 'withheld',
    laboratory: { name: laboratory, address: withheld },
    customer: { name: withheld },
    method: { edition, title: withheld, status: 'draft', level, suites: withheld },
    digests: { edition: noDigest, suites: noDigest, declaration: noDigest, plan: noDigest, evidence: noDigest },
    performed: { startedAt: issuedAt, endedAt: issuedAt },
    statements: { items: withheld, sampling: withheld, decisionRule: withheld, expiry: withheld },
    limitations: ['Parts of this report are withheld; it says nothing of them.'],
    exclusions: [],
    tools: [],
  };
}
