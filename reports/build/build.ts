import { UserError } from '../../schemas/problem.ts';
import type { Standard } from '../../schemas/read-standard.ts';
import type { Bench, Declaration, JournalEntry, Judgements, Observations, Plan, Report } from '../../schemas/types.ts';
import { accountsOf } from './accounts.ts';
import { decisionRule, outcomeOf } from './aggregate.ts';
import { attemptsOf, performedOf, toolsOf } from './attempts.ts';
import { limitationsOf } from './limitations.ts';
import { picturesOf } from './pictures.ts';
import { receivedOf } from './received.ts';
import { requirementsOf } from './requirements.ts';

/** A document with the digest of its bytes. */
export interface Named<T> {
  readonly value: T;
  readonly digest: string;
}

/** Who issues the report, when, under which number. */
export interface Issue {
  readonly reportId: string;
  /** UTC to the second. */
  readonly issuedAt: string;
  /** Operator id of the bench. */
  readonly authorisedBy: string;
  /** For how many days it counts, unless a part changes before; a year where absent. */
  readonly validDays?: number;
  /** Deviations from the method, additions to it and what others provided, a sentence each. */
  readonly deviations?: readonly string[];
}

/** Everything a report says comes from here; the same input gives the same bytes. */
export interface ReportInput {
  readonly standard: Pick<Standard, 'edition' | 'digest' | 'requirements'>;
  readonly plan: Named<Plan>;
  readonly declaration: Named<Declaration>;
  readonly judgements: Judgements;
  readonly bench: Bench;
  /** Entries of the evidence journal whose chain was checked. */
  readonly journal: readonly JournalEntry[];
  readonly issue: Issue;
  /** What was observed on the journeys through the web, where any was taken. */
  readonly web?: Observations['web-session'] | undefined;
  /** What was observed at the service. */
  readonly access?: Observations['api-access'] | undefined;
  readonly lives?: Observations['account-lifecycle'] | undefined;
}

/**
 * The test report (ISO/IEC 17025:2017, 7.8.2.1 and 7.8.6).
 * @throws UserError CONTRADICTION where the documents are not of one run
 */
export function build(input: ReportInput): Report {
  checkOneRun(input);
  const { plan, judgements, bench, declaration, issue, journal } = input;
  const requirements = requirementsOf(input);
  const told = receivedOf(declaration.value, input.web);
  const seen = picturesOf(input.web);
  const accounts = accountsOf(input);
  const exclusions = [...(plan.value.only ?? [])];
  const kind = bench.laboratory.kind === 'manufacturer' ? 'self-assessment' : 'test-report';
  const expiresAt = after(issue.issuedAt, issue.validDays ?? 365);
  const report: Omit<Report, 'limitations'> = {
    report: 1,
    id: issue.reportId,
    kind,
    title: `${kind === 'test-report' ? 'Test report' : 'Self-assessment'}: ${declaration.value.product.model}`.slice(
      0,
      300,
    ),
    issuedAt: issue.issuedAt,
    expiresAt,
    authorisedBy: issue.authorisedBy,
    outcome: outcomeOf(requirements, exclusions),
    laboratory: laboratoryOf(bench),
    customer: { ...(bench.customer ?? { name: declaration.value.product.manufacturer }) },
    product: productOf(declaration.value),
    method: methodOf(input),
    digests: digestsOf(input),
    performed: performedOf(journal),
    statements: statements(expiresAt, issue.deviations),
    exclusions,
    requirements,
    judgements: [...judgements.judgements],
    attempts: attemptsOf(journal),
    tools: toolsOf(journal, judgements.suites.version),
    ...(told === undefined ? {} : { received: told }),
    ...(seen === undefined ? {} : { pictures: seen }),
    ...(accounts === undefined ? {} : { accounts }),
  };
  return { ...report, limitations: limitationsOf(report, journal) };
}

function checkOneRun({ standard, plan, declaration, judgements, bench, issue }: ReportInput): void {
  const compared = [
    ['edition', standard.digest, plan.value.edition.digest],
    ['edition', standard.digest, judgements.edition.digest],
    ['declaration', declaration.digest, plan.value.declaration.digest],
    ['declaration', declaration.digest, judgements.declaration],
    ['plan', plan.digest, judgements.plan],
  ] as const;
  const wrong = compared.filter(([, here, there]) => here !== there).map(([name]) => name);
  if (wrong.length > 0)
    throw new UserError({
      code: 'CONTRADICTION',
      where: 'judgements',
      problem: `the ${[...new Set(wrong)].join(' and the ')} at hand is not the one that was planned and judged`,
      hint: 'Plan and judge again, or use the documents of that run.',
    });
  if (bench.operators.some(({ id }) => id === issue.authorisedBy)) return;
  const known = bench.operators.map(({ id }) => id).join(', ');
  const problem = `"${issue.authorisedBy.slice(0, 60)}" is not an operator of the bench`;
  throw new UserError({ code: 'FOREIGN_KEY', where: 'bench', problem, hint: `Known operators: ${known}.` });
}

function methodOf({ standard, plan, judgements }: ReportInput): Report['method'] {
  const { edition, title, status, published } = standard.edition;
  const since = published === undefined ? {} : { published };
  return { edition, title, status, ...since, level: plan.value.level, suites: judgements.suites.version };
}

function digestsOf({ standard, plan, declaration, judgements }: ReportInput): Report['digests'] {
  return {
    edition: standard.digest,
    suites: judgements.suites.digest,
    declaration: declaration.digest,
    plan: plan.digest,
    evidence: judgements.evidence,
  };
}

function laboratoryOf({ laboratory }: Bench): Report['laboratory'] {
  const { name, address, location, accreditation } = laboratory;
  return {
    name,
    address,
    ...(location === undefined ? {} : { location }),
    ...(accreditation === undefined ? {} : { accreditation }),
  };
}

// Contacts and radio addresses stay out: they name people and things that are still in use.
function productOf({ product }: Declaration): Report['product'] {
  const { manufacturer, model, modelNumber, hardware, ages, placesOfSale, units, parts } = product;
  return {
    manufacturer,
    model,
    modelNumber,
    ...(hardware === undefined ? {} : { hardware }),
    ages,
    placesOfSale,
    units: units.map(({ id, serial, received, condition }) => ({
      id,
      serial,
      ...(received === undefined ? {} : { received }),
      ...(condition === undefined ? {} : { condition }),
    })),
    parts: parts.map(({ id, kind, version, sha256, url }) => ({
      id,
      kind,
      version,
      ...(sha256 === undefined ? {} : { sha256 }),
      ...(url === undefined ? {} : { url }),
    })),
  };
}

function statements(expiresAt: string, deviations: readonly string[] = []): Report['statements'] {
  return {
    items:
      'The results relate only to the items tested: the units, parts and versions named here, as they were received.',
    sampling: 'The laboratory tested the units that it received and drew no sample from a production lot.',
    decisionRule,
    expiry: `This report counts until ${expiresAt}, or until a part named here changes its version or digest, whichever is earlier.`,
    ...(deviations.length === 0 ? {} : { deviations: [...deviations] }),
  };
}

function after(time: string, days: number): string {
  return new Date(Date.parse(time) + days * 86_400_000).toISOString().replace(/\.\d+Z$/, 'Z');
}
