import { UserError } from '../../schemas/problem.ts';
import type { ReadResource } from './log.ts';

const mostFetches = 300;
const patience = 10_000;

/** Says which resource has to be fetched before an action can go on. */
class Missing extends Error {
  readonly path: string;
  readonly limit: number;

  constructor(path: string, limit: number) {
    super(path);
    this.path = path;
    this.limit = limit;
  }
}

/**
 * Runs an action that reads a log which is served elsewhere: it is begun again with every resource that it turns out to
 * need, so the action itself never waits. Each answer is bounded in bytes and time.
 * @throws UserError FILE, SIZE
 */
export async function withRemote<T>(base: string, action: (read: ReadResource) => T | Promise<T>): Promise<T> {
  const fetched = new Map<string, Buffer | undefined>();
  const read: ReadResource = (path, limit) => {
    if (!fetched.has(path)) throw new Missing(path, limit);
    return fetched.get(path);
  };
  while (fetched.size < mostFetches) {
    try {
      return await action(read);
    } catch (error) {
      if (!(error instanceof Missing)) throw error;
      fetched.set(error.path, await fetchResource(base, error));
    }
  }
  throw new UserError({
    code: 'SIZE',
    where: base,
    problem: `more than ${mostFetches} resources would have to be fetched`,
  });
}

/** The bytes at an address below a base; undefined where there is nothing. */
export async function fetchResource(
  base: string,
  { path, limit }: { readonly path: string; readonly limit: number },
): Promise<Buffer | undefined> {
  const address = `${base.replace(/\/+$/, '')}/${path}`;
  try {
    const response = await fetch(address, { redirect: 'error', signal: AbortSignal.timeout(patience) });
    if (response.status === 404) return undefined;
    if (!response.ok || response.body === null) throw new Error(`answered ${response.status}`);
    const parts: Uint8Array[] = [];
    let length = 0;
    for await (const part of response.body as AsyncIterable<Uint8Array>) {
      length += part.length;
      if (length > limit) throw new UserError({ code: 'SIZE', where: address, problem: `more than ${limit} bytes` });
      parts.push(part);
    }
    return Buffer.concat(parts);
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError({ code: 'FILE', where: address, problem: (error as Error).message });
  }
}
