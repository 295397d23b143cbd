import { join } from 'node:path';
import { verifierKey } from '../../reports/registry/note.ts';
import { found, type Registry } from '../../reports/registry/registry.ts';
import { newKey } from '../../reports/sign/keys.ts';
import { signerOf, type Signer } from '../../reports/sign/signer.ts';
import type { Report, TrustedBody, TrustList } from '../../schemas/types.ts';

/** Everybody who takes part in the demonstration; their keys are made for it and kept nowhere. */
export interface Actors {
  readonly laboratory: Signer;
  readonly body: Signer;
  readonly log: Signer;
  readonly status: Signer;
  readonly witnesses: readonly { readonly name: string; readonly signer: Signer }[];
  readonly registry: Registry;
  readonly trust: TrustList;
}

const origin = 'demonstration.example/toys';

/** Founds a register in the run and lists everybody for the day. */
export async function actorsFor(report: Report, folder: string): Promise<Actors> {
  const [laboratory, body, log] = [fresh(), fresh(), fresh()];
  const status = signerOf(newKey('p256'));
  const witnesses = ['one', 'two'].map((name) => ({ name: `witness-${name}.example`, signer: fresh() }));
  const registry = await found(join(folder, 'register'), {
    origin,
    signer: log,
    witnesses: witnesses.map(({ name, signer }) => verifierKey(name, signer, 'witness')),
    threshold: witnesses.length,
    statusSigners: [status],
  });
  const bodies = [
    listed(laboratory, report, { id: 'laboratory', name: report.laboratory.name, role: 'laboratory' }),
    listed(body, report, {
      id: 'body',
      name: 'Demonstration body',
      address: 'This computer',
      role: 'certification-body',
    }),
  ];
  const trust: TrustList = {
    trust: 1,
    version: 1,
    expires: tomorrow(report.issuedAt),
    scheme: { name: 'Demonstration scheme', owner: 'This computer' },
    policy: { certificateDays: 365, reportDays: 30, modules: ['B'], surveillance: ['None: this is a demonstration.'] },
    editions: [report.method.edition],
    bodies,
    registries: [{ policy: registry.policy }],
  };
  return { laboratory, body, log, status, witnesses, registry, trust };
}

function listed(
  { keyId, algorithm, publicKey }: Signer,
  { issuedAt }: Report,
  body: Pick<TrustedBody, 'id' | 'name' | 'role' | 'address'>,
): TrustedBody {
  const key = { keyid: keyId, algorithm, publicKey: publicKey.spki.toString('base64') };
  const window = { notBefore: issuedAt, notAfter: tomorrow(issuedAt) };
  return { ...body, levels: ['basic', 'substantial', 'high'], keys: [{ ...key, ...window }] };
}

const fresh = () => signerOf(newKey('ed25519'));

const tomorrow = (time: string) => new Date(Date.parse(time) + 86_400_000).toISOString().replace(/\.\d+/, '');
