import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Context } from 'mocha';

/** Skips the test with the reason where a tool is not installed; on CI that is a failure, so nothing is skipped there. */
export function needs(context: Context, ...tools: readonly string[]): void {
  const missing = tools.filter((tool) => !findTool(tool));
  if (missing.length > 0) cannot(context, `needs ${missing.join(', ')}; toymark doctor --fix installs what is missing`);
}

/** Skips the test and says why; on CI that is a failure. */
export function cannot(context: Context, reason: string): never {
  if (process.env['CI'] !== undefined) throw new Error(reason);
  const runnable = context.runnable();
  // A hook is not shown where it skips; the first of the tests that it stands for is.
  const shown = runnable.title.startsWith('"before') ? (runnable.parent?.tests[0] ?? runnable) : runnable;
  if (shown.title !== '') shown.title += ` (${reason})`;
  return context.skip();
}

/** The path of a program, also in the folders that a plain user's PATH leaves out. */
export function findTool(tool: string): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/local/sbin', '/usr/sbin', '/sbin'];
  return folders.map((folder) => join(folder, tool)).find((path) => existsSync(path));
}
