import { open, realpath } from 'node:fs/promises';
import { extname, isAbsolute, join, relative, sep } from 'node:path';
import { NotObserved } from '../../gather/probe.ts';
import { mostBytes, type Source } from './source.ts';

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.htm': 'text/html',
  '.md': 'text/markdown',
  '.txt': 'text/plain',
  '.pdf': 'application/pdf',
};

/**
 * Reads a document beside the declaration. A path that leads out of that folder, also by a link, is not followed: a
 * declaration comes from elsewhere.
 * @throws NotObserved where there is no such file
 */
export async function readDocumentFile(path: string, folder: string): Promise<Source> {
  const file = await locate(path, folder);
  const handle = await open(file, 'r');
  try {
    const status = await handle.stat();
    if (!status.isFile()) throw new NotObserved('input-missing', `${path} is no file`);
    const buffer = Buffer.alloc(Math.min(status.size, mostBytes));
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
    const mediaType = mediaTypes[extname(path).toLowerCase()] ?? '';
    const truncated = status.size > mostBytes;
    return { bytes: buffer.subarray(0, bytesRead), truncated, mediaType, charset: undefined };
  } finally {
    await handle.close();
  }
}

async function locate(path: string, folder: string): Promise<string> {
  const missing = () => new NotObserved('input-missing', `${path} is not in the folder of the declaration`);
  if (isAbsolute(path)) throw missing();
  const root = await realpath(folder);
  const file = await realpath(join(root, path)).catch(() => {
    throw missing();
  });
  const inside = relative(root, file);
  if (inside === '' || isAbsolute(inside) || inside.split(sep)[0] === '..') throw missing();
  return file;
}
