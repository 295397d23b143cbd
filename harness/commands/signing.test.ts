import { spawnSync } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { canonicalJson, digestOf } from '../../schemas/canonical-json.ts';
import type { Envelope, Report } from '../../schemas/types.ts';
import { sampleReport } from '../../reports/samples/sample-report.ts';
import { scratch } from '../development/peer.ts';

const main = join(import.meta.dirname, 'main.js');

describe('key, sign and verify on the command line', () => {
  const { folder, remove } = scratch();
  const file = (name: string) => join(folder, name);
  const environment = { ...process.env, TOYMARK_PASSPHRASE: 'correct horse battery staple', NO_COLOR: '1' };

  function toymark(...words: readonly string[]) {
    const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...words], {
      env: environment,
      encoding: 'utf8',
      timeout: 60_000,
    });
    return { status, stdout, stderr };
  }

  const verify = (...words: readonly string[]) =>
    toymark(
      'verify',
      file('report.dsse.json'),
      '--trust',
      file('trust.yaml'),
      '--at',
      '2026-10-24T12:00:00Z',
      ...words,
    );

  before(() => {
    expect(toymark('key', 'new', '--out', file('lab.pem')).status).to.equal(0);
    writeFileSync(file('report.json'), canonicalJson(sampleReport('does-not-conform')));
    writeFileSync(file('firmware.bin'), 'firmware of the sample');
    writeFileSync(file('other.bin'), 'another firmware');
    const entry = toymark('key', 'show', file('lab.pem')).stdout.split('\n');
    const key = entry.slice(entry.findIndex((line) => line.startsWith('- keyid')));
    const window = ['  notBefore: 2026-01-01T00:00:00Z', '  notAfter: 2027-01-01T00:00:00Z'];
    const lines = [...key.filter((line) => line !== ''), ...window].map((line) => `      ${line}`);
    writeFileSync(file('trust.yaml'), `${trustHead}\n${lines.join('\n')}\n`);
    expect(toymark('sign', file('report.json'), '--key', file('lab.pem')).stderr).to.equal('');
  });

  after(remove);

  it('keeps the key encrypted and for its owner alone', () => {
    expect(readFileSync(file('lab.pem'), 'utf8')).to.contain('BEGIN ENCRYPTED PRIVATE KEY');
    expect(statSync(file('lab.pem')).mode & 0o777).to.equal(0o600);
    expect(toymark('key', 'new', '--out', file('lab.pem'))).to.include({ status: 65 });
  });

  it('accepts what was signed, also when it says that the toy does not conform', () => {
    const { status, stdout } = verify();
    expect(stdout).to.contain('The report is valid. It says: Pip the Bear');
    expect(status).to.equal(0);
  });

  it('accepts the file that was tested and refuses another', () => {
    expect(verify('--product', file('firmware.bin')).status).to.equal(0);
    const { status, stdout } = verify('--product', file('firmware.bin'), '--product', file('other.bin'));
    expect(status).to.equal(1);
    expect(stdout).to.contain('SUBJECT_MISMATCH').and.contain(digestOf('another firmware'));
  });

  it('prints the steps as JSON', () => {
    const { valid, steps } = JSON.parse(verify('--json').stdout) as { valid: boolean; steps: { name: string }[] };
    expect(valid).to.equal(true);
    expect(steps.map(({ name }) => name)).to.include.members(['envelope', 'signature', 'completeness']);
  });

  it('refuses an envelope of which a byte was changed, or that is not JSON', () => {
    const envelope = JSON.parse(readFileSync(file('report.dsse.json'), 'utf8')) as Envelope;
    const statement = Buffer.from(envelope.payload, 'base64').toString().replace('does-not-conform', 'conforms');
    const changed = { ...envelope, payload: Buffer.from(statement).toString('base64') };
    writeFileSync(file('changed.json'), canonicalJson(changed));
    writeFileSync(file('broken.json'), Buffer.from([0x7b, 0xff]));
    const against = ['--trust', file('trust.yaml')];
    expect(toymark('verify', file('changed.json'), ...against)).to.include({ status: 1 });
    const broken = toymark('verify', file('broken.json'), ...against);
    expect(broken.status).to.equal(1);
    expect(broken.stdout).to.contain('UTF8');
  });

  it('calls a missing file and a bad trust list bad documents', () => {
    writeFileSync(file('bad.yaml'), 'trust: 1\n');
    expect(toymark('verify', file('absent.json'), '--trust', file('trust.yaml')).status).to.equal(65);
    expect(toymark('verify', file('report.dsse.json'), '--trust', file('bad.yaml')).status).to.equal(65);
  });

  it('refuses to sign a report whose outcome does not follow from its judgements', () => {
    const report: Report = { ...sampleReport('does-not-conform'), outcome: 'conforms' };
    writeFileSync(file('wrong.json'), canonicalJson(report));
    const { status, stderr } = toymark('sign', file('wrong.json'), '--key', file('lab.pem'));
    expect(status).to.equal(65);
    expect(stderr).to.contain('CONTRADICTION');
  });

  it('does not wait for a passphrase where nobody can type it', () => {
    const bare = { ...environment, TOYMARK_PASSPHRASE: '' };
    const words = ['sign', file('report.json'), '--key', file('lab.pem')];
    const { status, stderr } = spawnSync(process.execPath, [main, ...words], {
      env: bare,
      encoding: 'utf8',
      input: '',
    });
    expect(status).to.equal(65);
    expect(stderr).to.contain('PASSPHRASE');
  });
});

const trustHead = `trust: 1
version: 1
expires: 2036-12-31T00:00:00Z
editions: ["1.0"]
bodies:
  - id: lab
    name: Example Lab GmbH
    role: laboratory
    levels: [basic]
    keys:`;
