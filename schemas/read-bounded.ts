import { isUtf8 } from 'node:buffer';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { fileProblem } from './file-problem.ts';
import { UserError } from './problem.ts';

/**
 * The text of a file, which must be UTF-8 of at most `limit` bytes.
 * @throws UserError FILE, SIZE or SYNTAX
 */
export const readBounded = (file: string, limit: number = mostText): string => textOf(readBytes(file, limit), file);

/**
 * The text that bytes of a file are in UTF-8.
 * @throws UserError SYNTAX
 */
export function textOf(bytes: Buffer, file: string): string {
  const text = bytes.toString('utf8');
  if (isUtf8(bytes)) return text;
  const before = text.slice(0, text.indexOf('\ufffd')).split('\n');
  const where = `${file}:${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
  throw new UserError({ code: 'SYNTAX', where, problem: 'not UTF-8', hint: 'Save the file as UTF-8.' });
}

/** What a person writes is shorter. */
export const mostText: number = 4 * 1024 * 1024;

/**
 * The bytes of a file of at most `limit`. What tells no size before it is read, as a pipe or a device, is bounded too.
 * @throws UserError FILE or SIZE
 */
export function readBytes(file: string, limit: number): Buffer {
  try {
    const descriptor = openSync(file, 'r');
    try {
      return readFrom(descriptor, { file, limit });
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    const problem = fileProblem(error, file);
    throw problem === undefined ? error : new UserError(problem);
  }
}

interface Bound {
  readonly file: string;
  readonly limit: number;
}

function readFrom(descriptor: number, { file, limit }: Bound): Buffer {
  const { size } = fstatSync(descriptor);
  if (size > limit) throw tooLarge(file, `${size} bytes, at most ${limit} are read`);
  const parts: Buffer[] = [];
  for (let read = 0; ;) {
    const part = Buffer.allocUnsafe(Math.max(size - read, 64 * 1024) + 1);
    const count = readSync(descriptor, part);
    if (count === 0) return Buffer.concat(parts);
    read += count;
    if (read > limit) throw tooLarge(file, `more than the ${limit} bytes that are read`);
    parts.push(part.subarray(0, count));
  }
}

const tooLarge = (where: string, problem: string) => new UserError({ code: 'SIZE', where, problem });
