import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fetchTrust, type Accredited } from '../../reports/accreditation/client.ts';
import { Refusal, type FetchedTrust, type TrustSource } from '../../reports/verify/verify.ts';
import { load } from '../../schemas/load.ts';
import { readBounded } from '../../schemas/read-bounded.ts';
import { UserError } from '../../schemas/problem.ts';
import { JsonError } from '../../schemas/strict-json.ts';
import type { TrustList } from '../../schemas/types.ts';

/** Where a person lets trust come from: a file of their own, or a scheme whose root they keep. */
export interface TrustOptions {
  readonly trust?: string | undefined;
  readonly scheme?: string | undefined;
  readonly root?: string | undefined;
  readonly cache?: string | undefined;
  readonly offline?: boolean | undefined;
}

/** @throws UserError USAGE where it is neither or both, and what reading the files throws */
export function trustFrom(options: TrustOptions): TrustSource {
  const { trust, scheme, root } = options;
  if (trust !== undefined && scheme === undefined) return listIn(trust);
  if (trust === undefined && scheme !== undefined && root !== undefined) {
    const source = schemeSource(options, scheme, root);
    return async () => {
      const accredited = await fetchTrust(source);
      return { list: accredited.list, note: freshness(accredited), signedAt: accredited.signedAt };
    };
  }
  const problem = 'expected either --trust, or --scheme together with --root';
  throw new UserError({ code: 'USAGE', where: '--trust, --scheme', problem }, 64);
}

// A folder that a list in a file names is meant as seen from that file.
function listIn(file: string): TrustList {
  const list = load('trust', file).value;
  if (list.registries === undefined) return list;
  const placed = ({ address, ...one }: NonNullable<TrustList['registries']>[number]) =>
    address === undefined || /^https?:\/\//.test(address)
      ? { ...one, ...(address === undefined ? {} : { address }) }
      : { ...one, address: resolve(dirname(file), address) };
  return { ...list, registries: list.registries.map(placed) };
}

/** The list at once, for those who cannot go on without it. */
export async function trustNow(options: TrustOptions): Promise<Pick<FetchedTrust, 'list' | 'signedAt'>> {
  const source = trustFrom(options);
  return typeof source === 'function' ? refusing(options.scheme ?? '', source) : { list: source };
}

/** Turns trust data that are refused into a problem for the person at the command line. */
export async function refusing<T>(where: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal || error instanceof JsonError)) throw error;
    throw new UserError({ code: 'REFUSED', where, problem: `${error.code}: ${error.message}` });
  }
}

export function schemeSource({ cache, offline }: TrustOptions, from: string, root: string) {
  const home = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  const kept = cache ?? join(home, 'toymark', 'schemes');
  return { from, root: Buffer.from(readBounded(root, 256 * 1024)), cache: kept, offline };
}

/** When the trust data were signed, until when they count, and how old they are where nothing could be fetched. */
export function freshness({ signedAt, expires, from }: Accredited): string {
  const signed = signedAt === undefined ? 'signed at an unknown time' : `signed at ${signedAt}`;
  const fetched = from === 'source' ? 'fetched now' : `not fetched, remembered${ageOf(signedAt)}`;
  return `${fetched}, ${signed}, counts as present until ${expires}`;
}

function ageOf(signedAt: string | undefined): string {
  if (signedAt === undefined) return '';
  const hours = Math.floor((Date.now() - Date.parse(signedAt)) / 3_600_000);
  return hours < 48 ? ` (${hours} h old)` : ` (${Math.floor(hours / 24)} days old)`;
}
