import { shardOf, statusFile } from '../registry/status-list.ts';
import type { CertificateInput } from '../verify/certificate.ts';
import type { TrustList } from '../../schemas/types.ts';

const largest = 36 * 1024 * 1024;
const patience = 20_000;

/** A file of the register that serves this page; undefined where there is none, or no network. */
export async function fetched(path: string): Promise<Buffer | undefined> {
  try {
    const signal = AbortSignal.timeout(patience);
    const response = await fetch(path, {
      signal,
      redirect: 'error',
      credentials: 'omit',
      headers: { 'cache-control': 'no-cache' },
    });
    const bytes = response.ok ? Buffer.from(await response.arrayBuffer()) : undefined;
    return bytes !== undefined && bytes.length <= largest ? bytes : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Asks the register for what a bundle lacks, and always for the present status. It is asked once, because verifying goes
 * through its steps more than once.
 */
export function onlineFor({ registries = [] }: TrustList): NonNullable<CertificateInput['online']> {
  const answers = new Map<string, Promise<Buffer | undefined>>();
  return (lacking, { id, registry }) => {
    const known = registries.find(({ policy }) => registry === undefined || policy.origin === registry);
    const shards = known?.policy.statusShards ?? 1;
    const path = lacking === 'proof' ? `proof/${id}.tlog-proof` : statusFile(shardOf(id, shards));
    const answer = answers.get(path) ?? fetched(path);
    answers.set(path, answer);
    return answer;
  };
}
