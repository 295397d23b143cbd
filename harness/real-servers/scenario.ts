import type { BenchSecrets, Declaration, Judgement } from '../../schemas/types.ts';

/** Where a scenario stands: an address of its own, and a folder for its documents. */
export interface At {
  readonly address: string;
  readonly folder: string;
  /** What to put before a command so that it runs where the address is; nothing where that is here. */
  readonly enter: readonly string[];
}

/** The verdict known in advance; a fail also names words of the finding it must cause, an inconclusive those of its detail. */
export type Expected = 'pass' | { readonly fail: string } | { readonly inconclusive: string };

/** A real server, what its manufacturer would declare of it, and what a run must say. */
export interface Scenario {
  /** A fact about the server. */
  readonly name: string;
  /** Programs that must be there. */
  readonly needs: readonly string[];
  /** At the other end of a cable, where multicast is heard, and not on a loopback address. */
  readonly cable?: true;
  readonly start: (at: At) => Promise<{ readonly stop: () => Promise<void> }>;
  /** Features that are there besides the network. */
  readonly features?: readonly string[];
  readonly ixit: Declaration['ixit'];
  /** Of the one unit. */
  readonly secrets?: readonly Omit<BenchSecrets['credentials'][number], 'unit'>[];
  /** By test case; these and no others are judged. */
  readonly expect: Readonly<Record<string, Expected>>;
}

/** What a run said of a scenario; `trouble` where the run itself went wrong. */
export interface Outcome {
  readonly name: string;
  readonly judgements: readonly Judgement[];
  readonly milliseconds: number;
  readonly trouble?: string;
}

type Service = NonNullable<Declaration['ixit']['services']>[number];

/** A declared TCP service without authentication, unless the rest says otherwise. */
export const service = (port: number, protocol: string, rest: Partial<Service> = {}): Service => ({
  id: protocol,
  transport: 'tcp',
  port,
  protocol,
  purpose: 'Plays with the child',
  authentication: 'none',
  ...rest,
});
