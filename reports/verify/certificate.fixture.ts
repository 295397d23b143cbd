import { canonicalJson, digestOf } from '../../schemas/canonical-json.ts';
import type {
  Certificate,
  Envelope,
  RegistryEvent,
  RegistryPolicy,
  Report,
  Statement,
  StatusList,
  TrustList,
} from '../../schemas/types.ts';
import { declared } from '../../schemas/declared.ts';
import { decide } from '../certify/decide.ts';
import { cosign, signCheckpoint, checkpointText } from '../registry/checkpoint.ts';
import { encodeEvent } from '../registry/event.ts';
import { leafHash, nodeHash } from '../registry/merkle.ts';
import { readVerifierKey, verifierKey } from '../registry/note.ts';
import { proofText } from '../registry/tlog-proof.ts';
import { sampleDeclaration } from '../samples/sample-plan.ts';
import { sampleReport } from '../samples/sample-report.ts';
import { newKey } from '../sign/keys.ts';
import { statusListType } from '../sign/pae.ts';
import { seal } from '../sign/sign.ts';
import { signerOf, type Signer } from '../sign/signer.ts';
import { certificateStatementOf, statementOf } from '../sign/statement.ts';
import { verifyCertificate, type CertificateInput } from './certificate.ts';
import { lab, listed, trust as reportTrust, type Draft } from './verify.fixture.ts';

/** The certification body of the tests, one of its colleagues, and the register. */
export const body = signerOf(newKey('ed25519'));
export const bodyToken = signerOf(newKey('p256'));
export const otherBody = signerOf(newKey('ed25519'));
export const log = signerOf(newKey('ed25519'));
export const statusKey = signerOf(newKey('p256'));
export const witnesses = ['one.example', 'two.example'].map((name) => ({ name, signer: signerOf(newKey('ed25519')) }));
export const origin = 'register.example/toys';

export const at = '2026-10-24T12:00:00Z';
const grantedAt = '2026-10-10T09:00:00Z';
const loggedAt = '2026-10-10T10:00:00Z';

export const policy = (): RegistryPolicy => ({
  registry: 1,
  origin,
  logKey: verifierKey(origin, log, 'log'),
  witnesses: witnesses.map(({ name, signer }) => verifierKey(name, signer, 'witness')),
  witnessThreshold: 2,
  statusKeys: [{ algorithm: 'p256', publicKey: statusKey.publicKey.spki.toString('base64') }],
  statusShards: 1,
});

/** A trust list with which the sample certificate is valid. */
export const trust = (): TrustList => ({
  ...reportTrust(),
  scheme: { name: 'Example scheme', owner: 'Example Owner' },
  policy: {
    certificateDays: 1095,
    reportDays: 180,
    modules: ['B', 'B+C'],
    surveillance: ['A unit is bought in the trade and tested once a year.'],
    transitions: [{ edition: '1.0', until: '2029-06-30' }],
  },
  bodies: [
    ...reportTrust().bodies,
    {
      id: 'body',
      name: 'Example Certification Body',
      role: 'certification-body',
      levels: ['basic'],
      keys: [listed(body), listed(bodyToken)],
    },
    {
      id: 'other-body',
      name: 'Other Certification Body',
      role: 'certification-body',
      levels: ['basic'],
      keys: [listed(otherBody)],
    },
  ],
  registries: [{ policy: policy() }],
});

/** What a test changes; everything else is a valid certificate in a register. */
export interface Change {
  readonly report?: (report: Draft<Report>) => unknown;
  readonly certificate?: (certificate: Draft<Certificate>) => unknown;
  readonly statement?: (statement: Draft<Statement>) => unknown;
  /** The text that is signed. */
  readonly text?: (text: string) => string | Buffer;
  readonly envelope?: (envelope: Draft<Envelope>) => unknown;
  /** The envelope as it arrives. */
  readonly bytes?: (text: string) => string;
  readonly event?: (event: Draft<RegistryEvent>) => unknown;
  readonly status?: (list: Draft<StatusList>) => unknown;
  readonly statusSigners?: readonly Signer[];
  /** The proof as it arrives. */
  readonly proof?: (text: string) => string | Promise<string>;
  readonly trust?: (list: Draft<TrustList>) => unknown;
  readonly signers?: readonly Signer[];
  readonly input?: (made: Made) => Partial<CertificateInput>;
}

/** A certificate with everything that speaks for it. */
export interface Made {
  readonly envelope: Buffer;
  readonly report: Buffer;
  readonly proof: Buffer;
  readonly status: Buffer;
}

/** The sample certificate, with one thing changed. */
export async function make(change: Change = {}): Promise<Made> {
  const report = edited(sampleReport('conforms'), change.report);
  const sealed = await seal(Buffer.from(canonicalJson(statementOf(report))), [lab]);
  const digest = digestOf(Buffer.from(sealed.payload, 'base64'));
  const certificate = edited(certificateOver(report, digest), change.certificate);
  const text = canonicalJson(edited(certificateStatementOf(certificate), change.statement));
  const payload = Buffer.from(change.text?.(text) ?? text);
  const envelope = canonicalJson(edited(await seal(payload, change.signers ?? [body]), change.envelope));
  const event = edited(eventOf(certificate, digestOf(payload)), change.event);
  const { proof, root } = await logged(event);
  return {
    envelope: Buffer.from(change.bytes?.(envelope) ?? envelope),
    report: Buffer.from(canonicalJson(sealed)),
    proof: Buffer.from((await change.proof?.(proof.toString())) ?? proof),
    status: await statusOf(edited(listOver(root), change.status), change.statusSigners ?? [statusKey]),
  };
}

/** Makes and verifies the sample certificate with one thing changed. */
export async function verifyChanged(change: Change = {}) {
  const made = await make(change);
  return verifyCertificate({
    certificate: made.envelope,
    report: made.report,
    proof: made.proof,
    status: made.status,
    trust: edited(trust(), change.trust),
    at,
    ...change.input?.(made),
  });
}

export function certificateOver(report: Report, reportDigest: string): Certificate {
  const { scheme, policy: rules } = trust();
  if (scheme === undefined || rules === undefined) throw new Error('the scheme of the tests has rules');
  const ixit = {
    support: [{ id: 'all', firstSale: '2026-03-01', supportEnds: '2031-03-31' }],
    recipients: [
      {
        id: 'cloud',
        host: 'api.pip.example',
        operator: 'Example Toys Ltd',
        country: 'GB',
        role: 'first-party' as const,
      },
    ],
  };
  return decide({
    report,
    reportDigest,
    declared: declared({ ...sampleDeclaration.value, ixit }),
    scheme: { scheme, policy: rules },
    body: { name: 'Example Certification Body', address: '2 Example Square, Exampleton' },
    module: 'B',
    certificateId: 'TM-2026-000001',
    supportEnds: '2031-03-31',
    reviewedBy: 'reviewer-1',
    decidedBy: 'decider-1',
    decidedAt: grantedAt,
    review: digestOf('review of the sample'),
    registry: origin,
  });
}

const eventOf = ({ id, level, standard, groups }: Certificate, digest: string): RegistryEvent => ({
  registryEvent: 1,
  event: 'issued',
  certificate: id,
  digest,
  at: loggedAt,
  level,
  edition: standard.edition,
  scope: [...groups],
});

// A log of three entries, of which the certificate is the second.
async function logged(event: RegistryEvent): Promise<{ proof: Buffer; root: Buffer }> {
  const [first, last] = [0, 2].map((index) => leafHash(Buffer.from(`entry ${index}`)));
  const entry = encodeEvent(event);
  if (first === undefined || last === undefined) throw new Error('two other entries');
  const root = nodeHash(nodeHash(first, leafHash(entry)), last);
  const head = { origin, size: 3, root };
  const seen = await Promise.all(
    witnesses.map(({ name, signer }) =>
      cosign(
        checkpointText(head),
        { key: readVerifierKey(verifierKey(name, signer, 'witness')), signer },
        Date.parse(loggedAt) / 1000 + 60,
      ),
    ),
  );
  const checkpoint = `${await signCheckpoint(head, log)}${seen.join('')}`;
  return { proof: Buffer.from(proofText({ index: 1, path: [first, last], checkpoint, entry })), root };
}

const listOver = (root: Buffer): StatusList => ({
  statusList: 1,
  origin,
  version: 14,
  issuedAt: '2026-10-24T00:00:00Z',
  nextUpdate: '2026-10-25T00:00:00Z',
  logSize: 3,
  logRoot: root.toString('base64'),
  shards: 1,
  shard: 0,
  statuses: [],
});

async function statusOf(list: StatusList, signers: readonly Signer[]): Promise<Buffer> {
  return Buffer.from(canonicalJson(await seal(Buffer.from(canonicalJson(list)), signers, statusListType)));
}

export function edited<T>(value: T, edit: ((draft: Draft<T>) => unknown) | undefined): T {
  const draft = structuredClone(value) as Draft<T>;
  edit?.(draft);
  return draft as T;
}
