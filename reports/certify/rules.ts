import type { ConformityModule, Report, SchemePolicy, TrustedBody } from '../../schemas/types.ts';
import type { RefusalCode } from '../verify/refusal.ts';
import { groupsJudged } from './decide.ts';
import { daysLater } from './term.ts';

/** A rule that is not met, in a sentence. */
export interface Unmet {
  readonly code: RefusalCode;
  readonly problem: string;
}

/** A person of the certification body; the name is compared and never written down. */
export interface Person {
  readonly id: string;
  readonly name: string;
}

/** What somebody is about to decide on. */
export interface Application {
  readonly report: Report;
  readonly policy: SchemePolicy;
  readonly body: TrustedBody;
  readonly module: ConformityModule;
  /** As 2026-11-23T12:00:00Z. */
  readonly at: string;
  readonly supportEnds: string | undefined;
  readonly reviewer: Person;
  readonly decider: Person;
  /** Who worked at the bench, by id and name. */
  readonly examiners: readonly Person[];
}

/** Every rule of the scheme and of ISO/IEC 17065 that stands against a certificate; empty where none does. */
export function unmetRules(application: Application): readonly Unmet[] {
  return [...ofResult(application), ...ofScheme(application), ...ofBody(application), ...ofPeople(application)];
}

function ofResult({ report }: Application): readonly Unmet[] {
  const self = {
    code: 'RESULT',
    problem: 'a self-assessment is not certified; an independent laboratory tests',
  } as const;
  const result = {
    code: 'RESULT',
    problem: `the report says: ${report.outcome}; only what conforms is certified`,
  } as const;
  return [...(report.kind === 'test-report' ? [] : [self]), ...(report.outcome === 'conforms' ? [] : [result])];
}

function ofScheme({ report, policy, module, at, supportEnds }: Application): readonly Unmet[] {
  const lastDay = daysLater(report.issuedAt, policy.reportDays);
  const unmet: (Unmet | false)[] = [
    lastDay < at && { code: 'TERM', problem: `the report is older than ${policy.reportDays} days` },
    !policy.modules.includes(module) && {
      code: 'MODULE',
      problem: `the scheme certifies by module ${policy.modules.join(', ')}, not ${module}`,
    },
    supportEnds === undefined && {
      code: 'TERM',
      problem: 'no end of security support was declared; a certificate cannot outlive it',
    },
    supportEnds !== undefined &&
      supportEnds < at.slice(0, 10) && {
        code: 'TERM',
        problem: `the declared security support ended on ${supportEnds}`,
      },
  ];
  return unmet.filter((one) => one !== false);
}

function ofBody({ report, body, at }: Application): readonly Unmet[] {
  const outside = groupsJudged(report).filter((group) => body.groups?.includes(group) === false);
  const suspended = body.suspensions?.find(({ from, to }) => from <= at && (to ?? '9999') > at);
  const unmet: (Unmet | false)[] = [
    !body.levels.includes(report.method.level) && {
      code: 'SCOPE_LEVEL',
      problem: `${body.name} may not certify level ${report.method.level}`,
    },
    outside.length > 0 && { code: 'SCOPE_GROUP', problem: `${body.name} may not certify ${outside.join(', ')}` },
    suspended !== undefined && { code: 'LAB_SUSPENDED', problem: `${body.name} is suspended: ${suspended.because}` },
    [report.laboratory.name, report.customer.name, report.product.manufacturer].includes(body.name) && {
      code: 'INDEPENDENCE',
      problem: `${body.name} tested, ordered or makes what it would certify`,
    },
  ];
  return unmet.filter((one) => one !== false);
}

// Neither review nor decision is for somebody who took part in the tests (7.5.1 and 7.6.2).
function ofPeople({ report, reviewer, decider, examiners }: Application): readonly Unmet[] {
  const ids = new Set([
    report.authorisedBy,
    ...report.attempts.map(({ operator }) => operator),
    ...examiners.map(({ id }) => id),
  ]);
  const names = new Set(examiners.map(({ name }) => plain(name)));
  const roles = [
    ['reviewer', reviewer],
    ['decider', decider],
  ] as const;
  return roles
    .filter(([, { id, name }]) => ids.has(id) || names.has(plain(name)))
    .map(([role, { id }]) => ({
      code: 'INDEPENDENCE',
      problem: `the ${role} ${id} took part in the tests, by id or name`,
    }));
}

const plain = (name: string) =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s.]+/g, ' ')
    .trim();
