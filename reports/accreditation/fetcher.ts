import { closeSync, constants, fstatSync, mkdtempSync, openSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Fetcher } from 'tuf-js';
import { DownloadHTTPError } from 'tuf-js/dist/error.js';
import { JsonError } from '../../schemas/strict-json.ts';
import { Refusal, refuse } from '../verify/refusal.ts';
import { kinds, largest, readMetadata, type Kind } from './form.ts';

/** How long one file may take to arrive, in milliseconds. */
const patience = 10_000;

/**
 * Fetches the files of one repository, from a folder or over http, within bounds of size and time, and lets no metadata
 * through whose form is not strict. Remembers why it refused, because the client wraps errors into sentences.
 */
export class BoundedFetcher implements Fetcher {
  readonly #base: string;
  readonly #patience: number;
  /** Why something was refused. */
  refusal: Refusal | undefined;
  /** Key ids of the signatures of each kind, as it arrived last. */
  readonly seen = new Map<Kind, readonly string[]>();
  /** Whether a file could not be had at all. */
  unreachable = false;

  constructor(base: URL, milliseconds: number = patience) {
    this.#base = base.href;
    this.#patience = milliseconds;
  }

  async downloadBytes(url: string, maxLength: number): Promise<Buffer> {
    const kind = kinds.find((name) => url.endsWith(`${name}.json`));
    try {
      const bytes = await this.#fetch(url, kind === undefined ? maxLength : Math.min(maxLength, largest[kind]));
      if (kind !== undefined)
        this.seen.set(
          kind,
          readMetadata(kind, bytes).signatures.map(({ keyid }) => keyid),
        );
      return bytes;
    } catch (error) {
      this.#remember(error, url);
      throw error;
    }
  }

  async downloadFile<T>(url: string, maxLength: number, work: (file: string) => Promise<T>): Promise<T> {
    const bytes = await this.downloadBytes(url, Math.min(maxLength, largest.target));
    const folder = mkdtempSync(join(tmpdir(), 'toymark-'));
    try {
      writeFileSync(join(folder, 'file'), bytes);
      return await work(join(folder, 'file'));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  #fetch(url: string, limit: number): Promise<Buffer> | Buffer {
    // The names come from metadata; they stay within the repository.
    if (!url.startsWith(this.#base)) refuse('SCHEMA', 'the metadata name a file outside the repository');
    return url.startsWith('file:') ? readLocal(fileURLToPath(url), limit) : fetchRemote(url, limit, this.#patience);
  }

  // That there is no further root is how the search for roots ends.
  #remember(error: unknown, url: string): void {
    if (error instanceof JsonError) this.refusal = new Refusal(error.code, `${nameOf(url)}: ${error.message}`);
    else if (error instanceof Refusal) this.refusal = error;
    else if (!(error instanceof DownloadHTTPError && error.statusCode === 404 && url.endsWith('.root.json')))
      this.unreachable = true;
  }
}

const nameOf = (url: string) => url.slice(url.lastIndexOf('/') + 1);

async function fetchRemote(url: string, limit: number, milliseconds: number): Promise<Buffer> {
  const signal = AbortSignal.timeout(milliseconds);
  const response = await fetch(url, { signal, redirect: 'error', headers: { 'user-agent': 'toymark' } });
  if (!response.ok || response.body === null) {
    await response.body?.cancel();
    throw new DownloadHTTPError(`${nameOf(url)}: the server answered ${response.status}`, response.status);
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    length += chunk.length;
    // Leaving the loop closes the connection.
    if (length > limit) tooLong(url, limit);
  }
  return Buffer.concat(chunks);
}

function readLocal(file: string, limit: number): Buffer {
  const descriptor = open(file);
  try {
    if (!fstatSync(descriptor).isFile()) throw new DownloadHTTPError(`${file} is not a file`, 403);
    const bytes = Buffer.alloc(limit + 1);
    const length = readSync(descriptor, bytes, 0, limit + 1, 0);
    if (length > limit) tooLong(file, limit);
    return bytes.subarray(0, length);
  } finally {
    closeSync(descriptor);
  }
}

// Without waiting: a pipe in place of a file would be waited for for ever.
function open(file: string): number {
  try {
    return openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    const status = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 404 : 403;
    throw new DownloadHTTPError(`${file}: ${(error as Error).message}`, status);
  }
}

const tooLong = (url: string, limit: number): never =>
  refuse('TRUST_SIZE', `${nameOf(url)} is longer than ${limit} bytes`);
