import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal, type RefusalCode } from '../verify/refusal.ts';
import type { BoundedFetcher } from './fetcher.ts';
import { kinds, readMetadata } from './form.ts';

// The client tells why only in sentences (tuf-js 5.0.1); the version is pinned, and a test holds each of them.
const sentences: readonly (readonly [RegExp, RefusalCode])[] = [
  [/Final root\.json is expired/, 'ROOT_EXPIRED'],
  [/is expired/, 'TRUST_EXPIRED'],
  [/root was signed by \d+\/\d+ keys/, 'ROOT_TAKEOVER'],
  [/was signed by \d+\/\d+ keys/, 'TRUST_THRESHOLD'],
  [/less than current version|Expected version/, 'TRUST_ROLLBACK'],
  [/metadata error .*Expected (hash|length)|targets error .*Expected (hash|length)/, 'TRUST_MIX'],
  [/does not match snapshot version|doesn't match timestamp|Missing file/, 'TRUST_MIX'],
  [/Expected (hash|length)/, 'TRUST_DIGEST'],
];

/** What the client did not like, with a code. `work` is the folder it worked in. */
export function why(error: Error, fetcher: BoundedFetcher, work: string): Refusal {
  if (error instanceof Refusal) return error;
  if (fetcher.refusal !== undefined) return fetcher.refusal;
  const code = sentences.find(([sentence]) => sentence.test(error.message))?.[1];
  if (code === 'TRUST_THRESHOLD') return ofSigners(error.message, fetcher, work);
  return new Refusal(code ?? 'TRUST_UNREADABLE', `the trust data are refused: ${error.message.slice(0, 300)}`);
}

// Too few signatures: was it the key of another role?
function ofSigners(message: string, { seen }: BoundedFetcher, work: string): Refusal {
  const kind = kinds.find((name) => message.includes(`${name} was signed by`));
  const signers = kind === undefined ? [] : (seen.get(kind) ?? []);
  const { roles } = readMetadata('root', readFileSync(join(work, 'root.json'))).signed;
  const own = kind === undefined ? [] : roles[kind].keyids;
  const others = kinds.filter((name) =>
    signers.some((keyid) => !own.includes(keyid) && roles[name].keyids.includes(keyid)),
  );
  return others.length > 0
    ? new Refusal('KEY_ROLE', `${kind} is signed with a key that the root gives to ${others.join(' and ')} alone`)
    : new Refusal('TRUST_THRESHOLD', `the trust data are refused: ${message.slice(0, 300)}`);
}
