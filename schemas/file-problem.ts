import type { Problem } from './problem.ts';

const said = new Map([
  ['ENOENT', 'no such file'],
  ['EACCES', 'this user may not read or write it'],
  ['EPERM', 'this user may not read or write it'],
  ['EROFS', 'it lies on a read-only file system'],
  ['EISDIR', 'it is a folder'],
  ['EEXIST', 'something else is there already'],
  ['ENXIO', 'nobody answers at it'],
  ['ELOOP', 'its links lead in a circle'],
  ['ENAMETOOLONG', 'its name is too long'],
  ['ENOTDIR', 'a part of its path is no folder'],
]);

/**
 * What the system said of a file that could not be read or written, as a problem of the person who named it; undefined
 * for every other error. `where` is the path that the error names, where absent.
 */
export function fileProblem(error: unknown, where?: string): Problem | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code = '', path, syscall = '' } = error as NodeJS.ErrnoException;
  // A program that could not be started is no document.
  const problem = syscall.startsWith('spawn') ? undefined : said.get(code);
  const at = where ?? path;
  if (problem === undefined || at === undefined) return undefined;
  return { code: 'FILE', where: at, problem, hint: 'Check the path, the owner and the permissions.' };
}
