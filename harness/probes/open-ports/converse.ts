import type { Duplex } from 'node:stream';

/** Opens one connection to the port; rejects where it is refused or takes too long. */
export type Opening = () => Promise<Duplex>;

export interface Waiting {
  /** Milliseconds for the first byte. */
  readonly first: number;
  /** Milliseconds of silence that end a reply. */
  readonly quiet: number;
  /** Milliseconds for the whole reply. */
  readonly whole: number;
}

export const patient: Waiting = { first: 1000, quiet: 150, whole: 3000 };

const most = 8192;

/** Sends the request, if any, and returns the first bytes of what comes back; empty where nothing does. */
export async function converse(open: Opening, request?: Uint8Array, waiting = patient): Promise<Buffer> {
  const stream = await open().catch(() => undefined);
  if (stream === undefined) return Buffer.alloc(0);
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const finish = () => {
      clearTimeout(silence);
      clearTimeout(end);
      stream.destroy();
      resolve(Buffer.concat(chunks).subarray(0, most));
    };
    let silence = setTimeout(finish, waiting.first);
    const end = setTimeout(finish, waiting.whole);
    stream.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      clearTimeout(silence);
      if (size >= most) finish();
      else silence = setTimeout(finish, waiting.quiet);
    });
    stream.on('error', finish);
    stream.on('close', finish);
    stream.on('end', finish);
    if (request !== undefined) stream.write(request);
  });
}
