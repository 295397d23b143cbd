import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { canonicalJson, digestOf } from '../../schemas/canonical-json.ts';
import type { CertificateBundle, Envelope, TrustList } from '../../schemas/types.ts';
import { pageFile, renderPage } from '../page/page.ts';
import { edited, make, otherBody, trust, type Made } from '../verify/certificate.fixture.ts';
import { openEnvelope } from '../verify/envelope.ts';
import type { Draft } from '../verify/verify.fixture.ts';
import { fsck } from './fsck/fsck.ts';
import { proverOf } from './prove.ts';
import { publishStatus } from './publish-status.ts';
import { at, founded, issued, logged, origin, scratch, statusSigner } from './registry.fixture.ts';
import type { Registry } from './registry.ts';
import { placeProof, shelve } from './shelf.ts';

const id = 'TM-2026-000001';
const other = 'TM-2026-000002';

const envelopeFile = `certificate/${id}.dsse.json`;
const reportFile = `report/${id}.dsse.json`;
const bundleFile = `bundle/${id}.json`;

const json = (folder: string, file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8'));
/** Changes a document as data. */
const with_ =
  <T>(file: string, edit: (value: Draft<T>) => unknown) =>
  (folder: string) =>
    writeFileSync(join(folder, file), canonicalJson(edited(json(folder, file) as T, edit)));
const bundle = (edit: (value: Draft<CertificateBundle>) => unknown) => with_<CertificateBundle>(bundleFile, edit);
const replace = (file: string, from: string | RegExp, to: string) => (folder: string) => {
  const text = readFileSync(join(folder, file), 'utf8');
  expect(text.replace(from, to)).not.to.equal(text);
  writeFileSync(join(folder, file), text.replace(from, to));
};
const copy = (from: string, to: string) => (folder: string) => cpSync(join(folder, from), join(folder, to));
const envelopeOf = (bytes: Buffer) => JSON.parse(bytes.toString()) as Draft<Envelope>;

describe('fsck of what lies beside the log', () => {
  const { folder, remove } = scratch();
  let registry: Registry;
  let second: Made;
  let list: TrustList;
  let count = 0;

  before(async () => {
    registry = await founded(join(folder, 'registry'));
    const [one, two] = [await shown(id), await shown(other)];
    second = two;
    await logged(
      registry,
      [one, two].map(({ envelope }, index) => ({
        ...issued(index + 1),
        digest: digestOf(openEnvelope(envelope).payload),
      })),
    );
    await publishStatus(registry, { signer: statusSigner, at, validSeconds: 86_400 });
    shelve(registry, { certificate: id, envelope: one.envelope, report: one.report });
    shelve(registry, { certificate: other, envelope: two.envelope });
    for (const number of [id, other]) placeProof(registry, number, proverOf(registry, at).prove(number).text);
    list = { ...trust(), registries: [{ policy: registry.policy }] };
    writeFileSync(join(registry.folder, pageFile), renderPage(list, at));
  });
  after(remove);

  const shown = (number: string) =>
    make({ certificate: (one) => Object.assign(one, { id: number, registry: origin }) });

  it('finds nothing where everything is as it was put there, and says how much it read', () => {
    const { findings, documents, proofs } = fsck(registry.folder, { at });
    expect(findings).to.deep.equal([]);
    expect({ documents, proofs }).to.deep.equal({ documents: 5, proofs: 4 });
  });

  const damages: readonly (readonly [name: string, codes: readonly string[], damage: (folder: string) => unknown])[] = [
    [
      'a certificate with a changed byte',
      ['CERTIFICATE_FORM', 'REPORT_DIGEST'],
      replace(envelopeFile, '"payload": "ew', '"payload": "ex'),
    ],
    ['a certificate that is cut off', ['CERTIFICATE_FORM', 'REPORT_DIGEST'], replace(envelopeFile, /[^]{40}$/, '')],
    [
      'a certificate that another body signed instead',
      ['BUNDLED_CERTIFICATE'],
      async (place) => {
        const forged = await make({
          signers: [otherBody],
          certificate: (one) => Object.assign(one, { id, registry: origin }),
        });
        const { signatures } = envelopeOf(forged.envelope);
        with_<Envelope>(envelopeFile, (one) => (one.signatures = signatures))(place);
      },
    ],
    [
      'the certificate of another number',
      ['CERTIFICATE_ENTRY', 'BUNDLED_CERTIFICATE'],
      copy(`certificate/${other}.dsse.json`, envelopeFile),
    ],
    [
      'a certificate that was never issued',
      ['CERTIFICATE_ENTRY'],
      copy(envelopeFile, 'certificate/TM-2026-000099.dsse.json'),
    ],
    [
      'a report with a changed byte',
      ['REPORT_FORM', 'BUNDLED_REPORT'],
      replace(reportFile, '"payload": "', '"payload": "='),
    ],
    [
      'the report of another toy',
      ['REPORT_DIGEST', 'BUNDLED_REPORT'],
      async (place) => {
        const { report } = await make({ report: (one) => (one.product.model = 'Pip the Second') });
        writeFileSync(join(place, reportFile), report);
      },
    ],
    ['a report without its certificate', ['REPORT_DIGEST'], copy(reportFile, `report/TM-2026-000077.dsse.json`)],
    ['a bundle that is cut off', ['BUNDLED_FORM'], replace(bundleFile, /[^]{40}$/, '')],
    [
      'a bundle with the certificate of another number',
      ['BUNDLED_CERTIFICATE'],
      (place) => bundle((one) => (one.certificate = envelopeOf(second.envelope)))(place),
    ],
    [
      'a bundle with another signature',
      ['BUNDLED_CERTIFICATE'],
      bundle((one) => (one.certificate.signatures[0]!.sig = Buffer.alloc(64, 1).toString('base64'))),
    ],
    [
      'a bundle with the report of another toy',
      ['BUNDLED_REPORT'],
      bundle((one) => (one.report!.payload = Buffer.from('{}').toString('base64'))),
    ],
    [
      'a bundle with a status list that nobody signed',
      ['BUNDLED_STATUS'],
      bundle((one) => (one.status!.payload = Buffer.from('{}').toString('base64'))),
    ],
    [
      'a bundle with a proof of another place',
      ['PROOF_PATH', 'PROOF_ENTRY'],
      bundle((one) => (one.proof = one.proof!.replace('index 0', 'index 1'))),
    ],
    ['a bundle with what is no proof', ['PROOF_FORM'], bundle((one) => (one.proof = 'it is true'))],
    [
      'a bundle with the proof of another certificate',
      ['PROOF_ENTRY'],
      (place) => bundle((one) => (one.proof = readFileSync(join(place, `proof/${other}.tlog-proof`), 'utf8')))(place),
    ],
    [
      'a bundle whose proof has one witness',
      ['PROOF_SIGNATURE'],
      bundle((one) => (one.proof = one.proof!.replace(/\u2014 witness-two.*\n/u, ''))),
    ],
    ...['certificate', 'report', 'bundle'].map(
      (name) =>
        [
          `a foreign file among what is shown in ${name}/`,
          ['FOREIGN_FILE'],
          (place: string) => writeFileSync(join(place, name, '..dsse.json'), '{}'),
        ] as const,
    ),
    ['a page whose script was changed', ['PAGE'], replace(pageFile, '<script>', '<script>;')],
    ['a page that may load from elsewhere', ['PAGE'], replace(pageFile, "connect-src 'self'", 'connect-src *')],
    [
      'a page that believes another register',
      ['PAGE'],
      (place) => writeFileSync(join(place, pageFile), renderPage(trust(), at)),
    ],
    [
      'a page whose trust list has ended',
      ['PAGE'],
      (place) => writeFileSync(join(place, pageFile), renderPage({ ...list, expires: '2026-11-01T00:00:00Z' }, at)),
    ],
    ['a page that is none', ['PAGE'], (place) => writeFileSync(join(place, pageFile), 'It is genuine.')],
  ];

  for (const [name, codes, damage] of damages)
    it(`finds ${name}: ${codes[0]}`, async () => {
      const place = join(folder, `copy-${count++}`);
      cpSync(registry.folder, place, { recursive: true });
      await damage(place);
      const found = fsck(place, { at }).findings.map(({ code }) => code);
      expect([...new Set(found)].sort()).to.deep.equal([...codes].sort());
      rmSync(place, { recursive: true });
    });
});
