import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { termOf } from '../../reports/certify/term.ts';
import { proverOf } from '../../reports/registry/prove.ts';
import { publish } from '../../reports/registry/publish.ts';
import { publishStatus } from '../../reports/registry/publish-status.ts';
import { found, type Registry } from '../../reports/registry/registry.ts';
import { bundleFile, placeProof, shelve } from '../../reports/registry/shelf.ts';
import { verifierKey } from '../../reports/registry/note.ts';
import { witnessHere } from '../../reports/registry/witness.ts';
import { sampleDays } from '../../reports/samples/sample-report.ts';
import { seal } from '../../reports/sign/sign.ts';
import { certificateStatementOf } from '../../reports/sign/statement.ts';
import * as actors from '../../reports/verify/certificate.fixture.ts';
import { openEnvelope } from '../../reports/verify/envelope.ts';
import { canonicalJson, digestOf } from '../../schemas/canonical-json.ts';
import type { Certificate, RegistryPolicy, Report, TrustList } from '../../schemas/types.ts';
import { issueOf } from '../commands/registry-actions.ts';

const [issuedAt, loggedAt] = ['2026-10-10T09:00:00Z', '2026-10-10T10:00:00Z'] as const;
const [withdrawnAt, listedAt] = ['2026-10-20T09:00:00Z', '2026-10-24T00:00:00Z'] as const;
const endOfAll = '2036-12-31';

/** A signed report of the samples. */
export interface SignedSample {
  readonly report: Report;
  readonly envelope: Buffer;
}

/** What stands in the register of the samples: one certificate in force, and one that was withdrawn. */
export interface SampleRegister {
  readonly trust: TrustList;
  readonly certificates: Readonly<Record<'in-force' | 'withdrawn', CertifiedSample>>;
}

/** A certificate as files: the envelope, its proof, and the bundle of all that speaks for it. */
export interface CertifiedSample {
  readonly envelope: Buffer;
  readonly proof: Buffer;
  readonly bundle: string;
}

/**
 * Founds a register in a folder, with two certificates over one report. Its terms last ten years, which no real scheme
 * grants a status list: whoever tries the samples shall not need to know when they were made.
 */
export async function sampleRegister(folder: string, sample: SignedSample): Promise<SampleRegister> {
  if (existsSync(folder)) rmSync(folder, { recursive: true });
  const registry = await found(folder, founding());
  const trust = trustIn(registry.policy);
  const envelopes = {
    'in-force': await certificate('TM-2026-000001', sample, trust),
    withdrawn: await certificate('TM-2026-000002', sample, trust),
  };
  const all = Object.values(envelopes);
  const events = all.map(({ certificate: one, envelope }) => issueOf(one, digestOf(openEnvelope(envelope).payload)));
  await publish(registry, events, { signer: actors.log, at: loggedAt });
  const withdrawal = { event: 'withdrawn', certificate: 'TM-2026-000002', reason: 'vulnerability' } as const;
  await publish(registry, [withdrawal], { signer: actors.log, at: withdrawnAt });
  await witnessed(registry);
  const validSeconds = (sampleDays - 30) * 86_400;
  await publishStatus(registry, { signer: actors.statusKey, at: listedAt, validSeconds });
  const certified = (one: (typeof all)[number]) => show(registry, one, sample);
  const certificates = {
    'in-force': certified(envelopes['in-force']),
    withdrawn: certified(envelopes.withdrawn),
  };
  rmSync(join(folder, 'private'), { recursive: true });
  return { trust, certificates };
}

// Named after its key: a register that is made anew is another one to whoever remembers what was seen.
function founding() {
  const origin = `register-${actors.log.keyId.slice(0, 8)}.example/samples`;
  const witnesses = actors.witnesses.map(({ name, signer }) => verifierKey(name, signer, 'witness'));
  return { origin, signer: actors.log, witnesses, threshold: 2, statusSigners: [actors.statusKey] };
}

function trustIn(policy: RegistryPolicy): TrustList {
  const list = actors.trust();
  const kept = ['lab', 'maker', 'body'];
  return {
    ...list,
    scheme: { name: 'Scheme of the samples, for nothing real', owner: 'Example Owner' },
    expires: `${endOfAll}T00:00:00Z`,
    policy: {
      ...(list.policy ?? { reportDays: 180, modules: ['B'] }),
      certificateDays: sampleDays,
      transitions: [{ edition: '1.0', until: endOfAll }],
    },
    bodies: list.bodies.filter(({ id }) => kept.includes(id)),
    registries: [{ policy, address: 'register' }],
  };
}

async function certificate(
  id: string,
  { report, envelope: signed }: SignedSample,
  { scheme, policy, ...list }: TrustList,
) {
  if (scheme === undefined || policy === undefined) throw new Error('the samples have a scheme');
  const base = actors.certificateOver(report, digestOf(openEnvelope(signed).payload));
  const registry = list.registries?.[0]?.policy.origin ?? '';
  const term = termOf({ issuedAt, edition: base.standard.edition, supportEnds: endOfAll }, policy);
  const made: Certificate = {
    ...base,
    ...term,
    id,
    scheme,
    registry,
    label: { ...base.label, supportEnds: endOfAll },
  };
  const payload = Buffer.from(canonicalJson(certificateStatementOf(made)));
  return { certificate: made, envelope: Buffer.from(canonicalJson(await seal(payload, [actors.body]))) };
}

async function witnessed(registry: Registry): Promise<void> {
  const memory = mkdtempSync(join(tmpdir(), 'toymark-samples-'));
  for (const one of actors.witnesses)
    await witnessHere(registry, { ...one, memory: join(memory, one.name) }, withdrawnAt);
  rmSync(memory, { recursive: true });
}

function show(
  registry: Registry,
  { certificate: { id }, envelope }: Awaited<ReturnType<typeof certificate>>,
  sample: SignedSample,
): CertifiedSample {
  shelve(registry, { certificate: id, envelope, report: sample.envelope });
  const { text } = proverOf(registry, listedAt).prove(id);
  placeProof(registry, id, text);
  return { envelope, proof: Buffer.from(text), bundle: readFileSync(join(registry.folder, bundleFile(id)), 'utf8') };
}
