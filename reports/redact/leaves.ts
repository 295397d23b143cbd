import { canonicalLine, digestOf } from '../../schemas/canonical-json.ts';
import type { Report, ReportHead, ShownLeaf } from '../../schemas/types.ts';
import { groupsJudged } from '../certify/decide.ts';

/** A part of a report that can be shown or withheld as a whole. */
export type Leaf = Pick<ShownLeaf, 'path' | 'value'>;

/** Members of a report that are parts of their own. */
const plain = [
  'authorisedBy',
  'customer',
  'digests',
  'exclusions',
  'laboratory',
  'limitations',
  'method',
  'performed',
  'statements',
  'tools',
] as const;

/** What names or could name a person, a customer or a single toy. */
export const personal: readonly string[] = ['attempts', 'authorisedBy', 'customer', 'units'];

/**
 * Every part of a report, in the order of their paths: each chapter with its judgements, each unit, the attempts by kind,
 * and the other members. Together with the head they are the whole report.
 */
export function leavesOf(report: Report): readonly Leaf[] {
  const { units, ...product } = report.product;
  const groups = [...new Set(report.requirements.map(({ id }) => groupOf(id)))];
  const kinds = [...new Set(report.attempts.map(({ kind }) => kind))];
  const leaves: readonly Leaf[] = [
    ...plain.map((name) => ({ path: name, value: report[name] })),
    { path: 'product', value: product },
    ...units.map((unit, index) => ({ path: `units/${index}`, value: unit })),
    ...groups.map((group) => ({ path: `chapter/${group}`, value: chapterOf(report, group) })),
    ...kinds.map((kind) => ({ path: `attempts/${kind}`, value: attemptsOf(report, kind) })),
    { path: 'order', value: orderOf(report) },
  ];
  return [...leaves].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** What everybody may know: which report it is, what it says of which toy, and who stands behind it. */
export function headOf(report: Report): ReportHead {
  const { id, kind, title, issuedAt, expiresAt, outcome, laboratory, product, method } = report;
  const { manufacturer, model, modelNumber } = product;
  const said = { id, kind, title, issuedAt, expiresAt, outcome, laboratory: laboratory.name };
  const { edition, level } = method;
  return { ...said, manufacturer, model, modelNumber, edition, level, groups: [...groupsJudged(report)] };
}

/** The digest under which a part is signed; the salt keeps what is withheld from being guessed. */
export function leafDigest({ salt, path, value }: ShownLeaf): string {
  return digestOf(canonicalLine([salt, path, value]));
}

/** The requirements and judgements of a group. */
export interface Chapter {
  readonly requirements: Report['requirements'];
  readonly judgements: Report['judgements'];
}

function chapterOf({ requirements, judgements }: Report, group: string): Chapter {
  return {
    requirements: requirements.filter(({ id }) => groupOf(id) === group),
    judgements: judgements.filter(({ requirement }) => groupOf(requirement) === group),
  };
}

const attemptsOf = ({ attempts }: Report, kind: string) =>
  attempts.flatMap((attempt, index) => (attempt.kind === kind ? [{ index, attempt }] : []));

/** In which order requirements and judgements of all chapters stand, by id. */
export interface Order {
  readonly requirements: readonly string[];
  readonly judgements: readonly string[];
}

const orderOf = ({ requirements, judgements }: Report): Order => ({
  requirements: requirements.map(({ id }) => id),
  judgements: judgements.map(({ testCase }) => testCase),
});

const groupOf = (id: string) => id.replace(/-.*$/, '');
