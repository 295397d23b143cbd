import { JsonError } from '../../schemas/strict-json.ts';
import { Refusal, type RefusalCode } from './refusal.ts';

/** One step of a verification and what came of it. */
export interface Step<Name extends string = string> {
  readonly name: Name;
  readonly state: 'ok' | 'failed' | 'not-checked';
  readonly code?: RefusalCode;
  /** A sentence for people. */
  readonly message: string;
}

/** Takes named steps in their order and remembers how far it came; the first that fails ends the walk. */
export class Walk<Name extends string> {
  readonly #names: readonly Name[];
  readonly #taken: Step<Name>[] = [];

  constructor(names: readonly Name[]) {
    this.#names = names;
  }

  /** Every step, also those that were not reached. */
  get steps(): readonly Step<Name>[] {
    const rest = this.#names.slice(this.#taken.length);
    return [...this.#taken, ...rest.map((name) => ({ name, state: 'not-checked', message: notReached }) as const)];
  }

  /** @returns undefined where a step failed; what is no refusal is our fault and is thrown on */
  async through<T>(take: () => Promise<T>): Promise<T | undefined> {
    try {
      return await take();
    } catch (error) {
      if (!(error instanceof Refusal || error instanceof JsonError)) throw error;
      this.#taken.push({ name: this.#next, state: 'failed', code: error.code, message: error.message });
      return undefined;
    }
  }

  ok(message: string): void {
    this.#taken.push({ name: this.#next, state: 'ok', message });
  }

  skip(message: string): void {
    this.#taken.push({ name: this.#next, state: 'not-checked', message });
  }

  get #next(): Name {
    const name = this.#names[this.#taken.length];
    if (name === undefined) throw new Error('more steps were taken than there are');
    return name;
  }
}

const notReached = 'an earlier step failed';
