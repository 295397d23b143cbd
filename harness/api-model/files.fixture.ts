import { closeSync, ftruncateSync, mkdtempSync, openSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../../schemas/problem.ts';

export const folder = mkdtempSync(join(tmpdir(), 'toymark-'));

export const written = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

/** The codes and places of what was refused; `read` where nothing was. */
export const refusal = (read: () => unknown): string => {
  try {
    read();
  } catch (error) {
    if (error instanceof UserError)
      return error.problems.map(({ code, where }) => `${code} ${where.replace(folder, '')}`).join();
    throw error;
  }
  return 'read';
};
/** A file of 100 MB. */
export const huge = (name: string): string => {
  const file = openSync(join(folder, name), 'w');
  ftruncateSync(file, 100 * 1024 * 1024);
  closeSync(file);
  return join(folder, name);
};
