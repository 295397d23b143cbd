import type { Certificate, SchemePolicy } from '../../schemas/types.ts';

/** When a certificate ends, and why then. */
export type Term = Pick<Certificate, 'expiresAt' | 'endsBecause'>;

/** What the end depends on. */
export interface Ends {
  /** When it is granted, as 2026-11-23T12:00:00Z. */
  readonly issuedAt: string;
  readonly edition: string;
  /** The day on which the declared security support ends. */
  readonly supportEnds: string;
}

/** The earliest end: longest term of the scheme, end of support, end of the transition to the following edition. */
export function termOf({ issuedAt, edition, supportEnds }: Ends, policy: SchemePolicy): Term {
  const transition = policy.transitions?.find((one) => one.edition === edition)?.until;
  const ends: Term[] = [
    { expiresAt: daysLater(issuedAt, policy.certificateDays), endsBecause: 'scheme-term' },
    { expiresAt: endOf(supportEnds), endsBecause: 'support-end' },
    ...(transition === undefined ? [] : [{ expiresAt: endOf(transition), endsBecause: 'edition-transition' } as const]),
  ];
  return ends.reduce((first, end) => (end.expiresAt < first.expiresAt ? end : first));
}

/** The time that lies so many days after another. */
export function daysLater(time: string, days: number): string {
  return new Date(Date.parse(time) + days * 86_400_000).toISOString().replace('.000Z', 'Z');
}

// A day counts to its end.
const endOf = (day: string) => `${day}T23:59:59Z`;
