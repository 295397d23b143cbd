import { canonicalJson } from '../../schemas/canonical-json.ts';
import type { Envelope, Report, Statement, TrustList } from '../../schemas/types.ts';
import { sampleReport } from '../samples/sample-report.ts';
import { newKey } from '../sign/keys.ts';
import { seal } from '../sign/sign.ts';
import { signerOf, type Signer } from '../sign/signer.ts';
import { statementOf } from '../sign/statement.ts';
import { verify, type VerifyInput } from './verify.ts';

/** Signers of the verification tests: a laboratory with two keys, another laboratory, and the manufacturer. */
export const lab = signerOf(newKey('ed25519'));
export const labToken = signerOf(newKey('p256'));
export const otherLab = signerOf(newKey('ed25519'));
export const maker = signerOf(newKey('ed25519'));
export const stranger = signerOf(newKey('ed25519'));

export const at = '2026-10-24T12:00:00Z';

export type Body = TrustList['bodies'][number];

export const listed = ({ keyId, algorithm, publicKey }: Signer): Body['keys'][number] => ({
  keyid: keyId,
  algorithm,
  publicKey: publicKey.spki.toString('base64'),
  notBefore: '2026-01-01T00:00:00Z',
  notAfter: '2027-01-01T00:00:00Z',
});

/** A trust list with which the sample is valid. */
export const trust = (): TrustList => ({
  trust: 1,
  version: 1,
  expires: '2027-03-01T00:00:00Z',
  editions: ['1.0'],
  bodies: [
    {
      id: 'lab',
      name: 'Example Lab GmbH',
      role: 'laboratory',
      levels: ['basic', 'substantial'],
      keys: [listed(lab), listed(labToken)],
    },
    { id: 'other', name: 'Other Lab SARL', role: 'laboratory', levels: ['high'], keys: [listed(otherLab)] },
    { id: 'maker', name: 'Example Toys Ltd', role: 'manufacturer', levels: ['basic'], keys: [listed(maker)] },
  ],
});

/** A copy that may be written to; the point of a test is the one thing it changes. */
export type Draft<T> = T extends object ? { -readonly [K in keyof T]: Draft<T[K]> } : T;

/** What a test changes; everything else is a valid signed report. */
export interface Change {
  readonly report?: (report: Draft<Report>) => unknown;
  readonly statement?: (statement: Draft<Statement>) => unknown;
  /** The text that is signed. */
  readonly text?: (text: string) => string | Buffer;
  readonly envelope?: (envelope: Draft<Envelope>) => unknown;
  /** The envelope as it arrives. */
  readonly bytes?: (text: string) => string;
  readonly trust?: (list: Draft<TrustList>) => unknown;
  readonly signers?: readonly Signer[];
  readonly input?: Partial<VerifyInput>;
}

/** Signs and verifies the sample with one thing changed. */
export async function verifyChanged(change: Change) {
  const { signers = [lab], input = {} } = change;
  const statement = edited(statementOf(edited(sampleReport('does-not-conform'), change.report)), change.statement);
  const text = canonicalJson(statement);
  const envelope = edited(await seal(Buffer.from(change.text?.(text) ?? text), signers), change.envelope);
  const arrived = canonicalJson(envelope);
  const bytes = Buffer.from(change.bytes?.(arrived) ?? arrived);
  return verify({ envelope: bytes, trust: edited(trust(), change.trust), at, ...input });
}

function edited<T>(value: T, edit: ((draft: Draft<T>) => unknown) | undefined): T {
  const draft = structuredClone(value) as Draft<T>;
  edit?.(draft);
  return draft as T;
}
