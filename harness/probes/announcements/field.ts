import type { Group } from './ear.ts';

/** One thing that a unit announced: the name of a field and the bytes of its value, still as they came. */
export interface Field {
  readonly name: string;
  readonly value: Uint8Array | string;
}

/** What one protocol does with a unit. */
export interface Dialect {
  readonly group: Group;
  /** What to ask, given what was heard so far; asked several times during the window. */
  readonly questions: (heard: readonly Field[]) => readonly Buffer[];
  /** The fields of one message; empty where it is not of this protocol. Never throws. */
  readonly read: (message: Buffer) => readonly Field[];
}
