import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { browserPath } from '../../reports/render/browser.ts';
import { renderPdf } from '../../reports/render/pdf.ts';
import { sampleReport } from '../../reports/samples/sample-report.ts';
import { readKey } from '../../reports/sign/keys.ts';
import { signReport } from '../../reports/sign/sign.ts';
import { openCms, unsignedValueOf } from '../../reports/verify/pdf/cms.ts';
import { signedRange } from '../../reports/verify/pdf/range.ts';
import { canonicalJson } from '../../schemas/canonical-json.ts';
import type { TrustList } from '../../schemas/types.ts';
import { foundAuthority, serveStamps, type Authority } from '../development/authority-peer.ts';
import { cannot, needs } from '../development/needs.ts';
import { scratch } from '../development/peer.ts';

const main = join(import.meta.dirname, 'main.js');

describe('a report as a signed PDF, as other programs see it', () => {
  const { folder, remove } = scratch();
  const file = (name: string) => join(folder, name);
  const report = sampleReport('does-not-conform');
  let authority: Authority;
  let pdf: Buffer;

  // The authority answers from this process, so nothing here may wait for a program without listening.
  const toymark = (...words: readonly string[]) =>
    new Promise<{ status: number; stdout: string; stderr: string }>((resolve) => {
      const options = { encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } } as const;
      const child = execFile(process.execPath, [main, ...words], options, (_, stdout, stderr) =>
        resolve({ status: child.exitCode ?? -1, stdout, stderr }),
      );
    });

  const verify = (...words: readonly string[]) =>
    toymark('verify', file('report.pdf'), '--trust', file('trust.json'), '--at', '2026-10-24T12:00:00Z', ...words);

  const run = (tool: string, ...words: readonly string[]) =>
    execFileSync(tool, words, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

  before(async function () {
    needs(this, 'openssl', 'pdfsig', 'qpdf', 'certutil');
    if (browserPath === undefined) cannot(this, 'needs chromium');
    mkdirSync(file('authority'));
    authority = foundAuthority(file('authority'));
    expect(
      (await toymark('key', 'new', '--algorithm', 'p256', '--no-passphrase', '--out', file('lab.pem'))).status,
    ).to.equal(0);
    const chain =
      readFileSync(authority.issue(file('lab.pem'), 'Example Lab GmbH'), 'utf8') +
      readFileSync(authority.certificate, 'utf8');
    writeFileSync(file('lab.crt'), chain);
    const signer = readKey(file('lab.pem'), undefined);
    writeFileSync(file('report.dsse.json'), canonicalJson(await signReport(report, [signer])));
    writeFileSync(file('trust.json'), canonicalJson(trustIn(signer)));
    const stamps = await serveStamps(authority);
    const words = ['--key', file('lab.pem'), '--certificate', file('lab.crt'), '--time-stamp', stamps.url];
    const { status, stderr } = await toymark('pdf', file('report.dsse.json'), ...words);
    stamps.stop();
    expect([status, stderr]).to.deep.equal([0, '']);
    pdf = readFileSync(file('report.pdf'));
  });

  after(remove);

  it('is printed to the same bytes twice', async () => {
    const [one, two] = await Promise.all([renderPdf(report), renderPdf(report)]);
    expect(one.equals(two)).to.equal(true);
  });

  it('is clean to qpdf, tagged, and carries its fonts', () => {
    expect(run('qpdf', '--check', 'report.pdf')).to.contain('No syntax or stream encoding errors found');
    expect(run('pdfinfo', 'report.pdf')).to.match(/Tagged: +yes/);
    const fonts = run('pdffonts', 'report.pdf').trim().split('\n').slice(2);
    expect(fonts.length).to.be.greaterThan(2);
    // The columns from the right: object, uni, sub, emb.
    for (const font of fonts) expect(font.trim().split(/\s+/).at(-5)).to.equal('yes');
  });

  it('names the report and the number on every page, and says where it ends', () => {
    const pages = run('pdftotext', '-layout', 'report.pdf', '-').split('\f').slice(0, -1);
    expect(pages.length).to.be.greaterThan(5);
    pages.forEach((text, index) => {
      expect(text).to.contain(report.id);
      expect(text).to.contain(`Page ${index + 1} of ${pages.length}`);
    });
    expect(pages.at(-1)).to.contain(`End of report ${report.id}`);
    const listed = /All at a glance +(\d+)/.exec(pages[0] ?? '')?.[1];
    expect(pages[Number(listed) - 1]).to.contain('All requirements at a glance');
  });

  it('is valid, trusted and wholly signed to pdfsig, which knows the authority', () => {
    mkdirSync(file('nss'));
    run('certutil', '-N', '-d', 'nss', '--empty-password');
    run('certutil', '-A', '-d', 'nss', '-n', 'root', '-t', 'CT,C,C', '-i', authority.certificate);
    const said = run('pdfsig', '-nssdir', 'nss', 'report.pdf');
    expect(said).to.contain('Signature is Valid');
    expect(said).to.contain('Certificate is Trusted');
    expect(said).to.contain('Total document signed');
    expect(said).to.contain('ETSI.CAdES.detached');
  });

  it('gives the envelope back to pdfdetach, byte for byte', () => {
    run('pdfdetach', '-save', '1', '-o', 'detached.json', 'report.pdf');
    expect(readFileSync(file('detached.json')).equals(readFileSync(file('report.dsse.json')))).to.equal(true);
  });

  it('bears a CAdES signature and a time-stamp that hold to OpenSSL', () => {
    const { content, cms } = signedRange(pdf);
    writeFileSync(file('content'), content);
    writeFileSync(file('signature.der'), cms);
    const opened = openCms(cms, 'PDF_SIG');
    writeFileSync(file('value'), opened.signature);
    writeFileSync(
      file('stamp.der'),
      Buffer.from(unsignedValueOf(opened, '1.2.840.113549.1.9.16.2.14')?.valueBeforeDecodeView ?? []),
    );
    const root = ['-CAfile', authority.certificate];
    const detached = ['-inform', 'DER', '-in', 'signature.der', '-content', 'content', '-binary', '-out', 'nothing'];
    run('openssl', 'cms', '-verify', '-cades', ...detached, ...root);
    run('openssl', 'ts', '-verify', '-data', 'value', '-token_in', '-in', 'stamp.der', ...root);
  });

  it('is verified with the report inside, and names who stamped', async () => {
    const known = await verify('--stamp-authority', authority.certificate);
    expect([known.status, known.stderr]).to.deep.equal([0, '']);
    expect(known.stdout).to.match(/signed before \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ, says tsa\n/);
    expect((await verify()).stdout).to.contain('says tsa, whom nobody vouched for here');
  });

  it('refuses the stamp of an authority that nobody named', async () => {
    const { status, stdout } = await verify('--stamp-authority', file('lab.crt'));
    expect(status).to.equal(0);
    expect(stdout).to.contain('says tsa');
    mkdirSync(file('elsewhere'));
    const other = await verify('--stamp-authority', foundAuthority(file('elsewhere')).certificate);
    expect([other.status, /PDF_STAMP/.test(other.stdout)]).to.deep.equal([1, true]);
  });

  it('is refused with an update, of which pdfsig alone would say that the signature is valid', async () => {
    const longer = Buffer.concat([pdf, Buffer.from('\n% an update\n%%EOF\n')]);
    writeFileSync(file('report.pdf'), longer);
    try {
      const { status, stdout } = await verify();
      expect([status, /PDF_UPDATE/.test(stdout)]).to.deep.equal([1, true]);
      expect(run('pdfsig', '-nocert', 'report.pdf')).to.contain('Not total document signed');
    } finally {
      writeFileSync(file('report.pdf'), pdf);
    }
  });

  it('wants a certificate of the key that signs, meant for documents', async () => {
    writeFileSync(file('server.crt'), readFileSync(authority.issue(file('lab.pem'), 'Server', 'serverAuth')));
    for (const [certificate, problem] of [
      [authority.certificate, 'of another key'],
      [file('server.crt'), 'emailProtection'],
    ] as const) {
      const { status, stderr } = await toymark(
        'pdf',
        file('report.dsse.json'),
        '--key',
        file('lab.pem'),
        '--certificate',
        certificate,
      );
      expect([status, stderr.includes(problem)]).to.deep.equal([65, true]);
    }
  });
});

function trustIn({ keyId, algorithm, publicKey }: ReturnType<typeof readKey>): TrustList {
  const window = { notBefore: '2026-01-01T00:00:00Z', notAfter: '2036-01-01T00:00:00Z' };
  const key = { keyid: keyId, algorithm, publicKey: publicKey.spki.toString('base64'), ...window };
  const lab = {
    id: 'lab',
    name: 'Example Lab GmbH',
    role: 'laboratory' as const,
    levels: ['basic' as const],
    keys: [key],
  };
  return { trust: 1, version: 1, expires: '2036-01-01T00:00:00Z', editions: ['1.0'], bodies: [lab] };
}
