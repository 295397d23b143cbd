import { open, realpath } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';
import { NotObserved, type Observing } from '../../gather/probe.ts';

const mostBytes = 20 * 1024 * 1024;

/**
 * The bytes of a picture inside the bench folder.
 * @throws NotObserved where it is not there, lies elsewhere, is too large or is none of JPEG, PNG, WebP and HEIF
 */
export async function readPhoto(path: string, { benchFolder }: Pick<Observing, 'benchFolder'>): Promise<Uint8Array> {
  const refuse = (why: string) => new NotObserved('input-missing', `the picture ${path} ${why}`);
  const root = await realpath(benchFolder);
  const file = await realpath(join(root, path)).catch(() => {
    throw refuse('does not exist');
  });
  const inside = relative(root, file);
  if (isAbsolute(path) || isAbsolute(inside) || inside.split(sep)[0] === '..')
    throw refuse('is outside the bench folder');
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    if (size > mostBytes) throw refuse(`is larger than ${mostBytes / 1024 / 1024} MiB`);
    const bytes = await handle.readFile();
    if (!isPicture(bytes)) throw refuse('is no JPEG, PNG, WebP or HEIF');
    return bytes;
  } finally {
    await handle.close();
  }
}

// By the first bytes; what a name says may be anything.
function isPicture(bytes: Buffer): boolean {
  const starts = (hex: string, at = 0) => bytes.subarray(at, at + hex.length / 2).toString('hex') === hex;
  return (
    starts('ffd8ff') ||
    starts('89504e470d0a1a0a') ||
    (starts('52494646') && starts('57454250', 8)) ||
    starts('66747970', 4)
  );
}
