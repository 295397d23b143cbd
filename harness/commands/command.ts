import type { Command } from 'commander';

/**
 * One subcommand: a module `<name>.command.ts` in this folder that exports `define`. Heavy imports belong inside the
 * action, so that `--help` stays quick.
 */
export type Define = (command: Command) => void | Promise<void>;

/** Exit codes of every command (house words; 64 and above follow sysexits.h). */
export const exit = { conforms: 0, fails: 1, inconclusive: 2, usage: 64, badDocument: 65, ourBug: 70 } as const;
