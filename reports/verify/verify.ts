import { JsonError } from '../../schemas/strict-json.ts';
import type { Report, TrustList } from '../../schemas/types.ts';
import { checkAccreditation } from './accreditation.ts';
import { checkCompleteness } from './completeness.ts';
import { openEnvelope } from './envelope.ts';
import { Refusal, refuse, type RefusalCode } from './refusal.ts';
import { checkSignatures } from './signature.ts';
import { checkTime, checkTimes, readStatement } from './statement.ts';
import { matchSubjects, type FileInHand } from './subjects.ts';
import { readTrust } from './trust.ts';

/** The steps, in the order in which they are taken. The first that fails ends the verification. */
export const stepNames = [
  'trust',
  'envelope',
  'signature',
  'statement',
  'signer',
  'edition',
  'completeness',
  'subjects',
  'rejudge',
] as const;

export type StepName = (typeof stepNames)[number];

export interface Step {
  readonly name: StepName;
  readonly state: 'ok' | 'failed' | 'not-checked';
  readonly code?: RefusalCode;
  /** A sentence for people. */
  readonly message: string;
}

export interface VerifyInput {
  /** The envelope, byte for byte as it arrived. */
  readonly envelope: Uint8Array;
  readonly trust: TrustList;
  /** When it is verified, as 2026-11-23T12:00:00Z. */
  readonly at: string;
  /** Files of the product, if any are in hand. */
  readonly files?: readonly FileInHand[];
  /** Judges the evidence again and says what differs; throws a Refusal or returns a sentence. */
  readonly rejudge?: (report: Report) => Promise<string>;
}

export interface Verification {
  readonly valid: boolean;
  readonly steps: readonly Step[];
  /** Present only where everything that was checked holds. */
  readonly report?: Report;
  /** Names of the bodies that signed. */
  readonly signers: readonly string[];
}

/**
 * Verifies a signed report in named steps. Never throws for what is in the documents: what is not valid is a failed
 * step with a code. What was not asked for is not checked, and says so.
 */
export async function verify(input: VerifyInput): Promise<Verification> {
  const walk = new Walk();
  const found = await walk.through(input);
  const complete = found !== undefined;
  return {
    valid: complete,
    steps: walk.steps,
    signers: found?.signers ?? [],
    ...(complete ? { report: found.report } : {}),
  };
}

/** Remembers how far the verification came. */
class Walk {
  readonly #taken: Step[] = [];

  get steps(): readonly Step[] {
    const rest = stepNames.slice(this.#taken.length);
    return [...this.#taken, ...rest.map((name) => ({ name, state: 'not-checked', message: notReached }) as const)];
  }

  async through(input: VerifyInput): Promise<{ report: Report; signers: readonly string[] } | undefined> {
    try {
      return await this.#take(input);
    } catch (error) {
      if (!(error instanceof Refusal || error instanceof JsonError)) throw error;
      const name = stepNames[this.#taken.length] ?? 'rejudge';
      this.#taken.push({ name, state: 'failed', code: error.code, message: error.message });
      return undefined;
    }
  }

  async #take(input: VerifyInput): Promise<{ report: Report; signers: readonly string[] }> {
    const { at, files = [], rejudge } = input;
    checkTime(at);
    const trust = readTrust(input.trust, at);
    this.#ok(`the trust list holds ${trust.keys.size} keys and counts until ${input.trust.expires}`);
    const envelope = openEnvelope(input.envelope);
    this.#ok(`${envelope.payload.length} bytes, signatures: ${envelope.signatures.length}`);
    const signers = checkSignatures(envelope, trust);
    const names = [...new Set(signers.map(({ body }) => body.name))];
    this.#ok(`signed by ${names.join(' and ')}`);
    const { report, subjects } = readStatement(envelope.payload);
    checkTimes(report, at);
    this.#ok(`report ${report.id}, issued at ${report.issuedAt}`);
    for (const signer of signers) checkAccreditation(report, signer);
    this.#ok(`${names.join(' and ')} was entitled to level ${report.method.level} when the report was issued`);
    if (!trust.editions.includes(report.method.edition))
      refuse('SCHEME_VERSION', `the trust list does not know edition ${report.method.edition}`);
    this.#ok(`edition ${report.method.edition} is known`);
    checkCompleteness(report);
    this.#ok(`${report.judgements.length} judgements, each selected test case once; the outcome follows from them`);
    if (files.length === 0) this.#skip('no file of the product was named');
    else this.#ok(`files in hand: ${matchSubjects(subjects, files).join(', ')}`);
    if (rejudge === undefined) this.#skip('no evidence was named');
    else this.#ok(await rejudge(report));
    return { report, signers: names };
  }

  #ok(message: string): void {
    this.#taken.push({ name: this.#next, state: 'ok', message });
  }

  #skip(message: string): void {
    this.#taken.push({ name: this.#next, state: 'not-checked', message });
  }

  get #next(): StepName {
    return stepNames[this.#taken.length] ?? 'rejudge';
  }
}

const notReached = 'an earlier step failed';

export { Refusal, type RefusalCode } from './refusal.ts';
export type { FileInHand } from './subjects.ts';
