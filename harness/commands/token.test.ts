import { execFileSync, spawnSync } from 'node:child_process';
import { createPublicKey, verify } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { browserPath } from '../../reports/render/browser.ts';
import { sampleReport } from '../../reports/samples/sample-report.ts';
import { pae, payloadType } from '../../reports/sign/pae.ts';
import { canonicalJson } from '../../schemas/canonical-json.ts';
import type { Envelope } from '../../schemas/types.ts';
import { cannot, needs } from '../development/needs.ts';
import { scratch } from '../development/peer.ts';

const main = join(import.meta.dirname, 'main.js');
const modules = ['/usr/lib/softhsm/libsofthsm2.so', '/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so'];
const pin = '90210734';

describe('keys in a token (SoftHSM)', () => {
  const { folder, remove } = scratch();
  const file = (name: string) => join(folder, name);
  const environment = { ...process.env, SOFTHSM2_CONF: file('softhsm2.conf'), TOYMARK_PASSPHRASE: pin, NO_COLOR: '1' };
  const module = modules.find((path) => existsSync(path)) ?? '';
  const address = (object: string, token = 'lab') => `pkcs11:token=${token};object=${object}?module-path=${module}`;

  const toymark = (words: readonly string[], more: Readonly<Record<string, string>> = {}) =>
    spawnSync(process.execPath, [main, ...words], { env: { ...environment, ...more }, encoding: 'utf8' });

  const tool = (...words: readonly string[]) =>
    execFileSync('pkcs11-tool', ['--module', module, '--token-label', 'lab', '--login', '--pin', pin, ...words], {
      env: environment,
      stdio: 'pipe',
    });

  before(function () {
    needs(this, 'softhsm2-util', 'pkcs11-tool', 'openssl');
    mkdirSync(file('tokens'));
    writeFileSync(file('softhsm2.conf'), `directories.tokendir = ${file('tokens')}\nobjectstore.backend = file\n`);
    const words = ['--init-token', '--free', '--label', 'lab', '--so-pin', '12345678', '--pin', pin];
    execFileSync('softhsm2-util', words, { env: environment, stdio: 'pipe' });
    tool('--keypairgen', '--key-type', 'EC:prime256v1', '--label', 'reports', '--id', '01');
    tool('--keypairgen', '--key-type', 'EC:secp384r1', '--label', 'other', '--id', '02');
    tool('--keypairgen', '--key-type', 'EC:edwards25519', '--label', 'log', '--id', '03');
    writeFileSync(file('report.json'), canonicalJson(sampleReport('conforms')));
  });

  after(remove);

  it('sign a report, and OpenSSL agrees', () => {
    const { status, stderr } = toymark(['sign', file('report.json'), '--key', address('reports')]);
    expect([status, stderr]).to.deep.equal([0, '']);
    const envelope = JSON.parse(readFileSync(file('report.dsse.json'), 'utf8')) as Envelope;
    writeFileSync(file('pae'), pae(payloadType, Buffer.from(envelope.payload, 'base64')));
    writeFileSync(file('signature'), Buffer.from(envelope.signatures[0]?.sig ?? '', 'base64'));
    writeFileSync(file('public.pem'), toymark(['key', 'show', address('reports')]).stdout);
    const words = ['dgst', '-sha256', '-verify', file('public.pem'), '-signature', file('signature'), file('pae')];
    expect(execFileSync('openssl', words, { encoding: 'utf8' })).to.contain('Verified OK');
  });

  it('sign a log with Ed25519 in the token, and what is too long for it is said', () => {
    writeFileSync(file('status.pem'), toymark(['key', 'show', address('reports')]).stdout);
    const words = ['--origin', 'register.example/toys', '--status-public', file('status.pem')];
    const founded = toymark(['registry', 'init', file('register'), ...words, '--key', address('log')]);
    expect([founded.status, founded.stderr]).to.deep.equal([0, '']);
    expect(toymark(['registry', 'show', file('register')]).stdout).to.contain('register.example/toys: 0 entries');
    const { status, stderr } = toymark(['sign', file('report.json'), '--key', address('log')]);
    expect(stderr).to.contain('signs at most 1024 bytes; a P-256 key signs reports');
    expect(status).to.equal(65);
  });

  it('are found by id as well as by label', () => {
    const byId = `pkcs11:token=lab;id=%01?module-path=${module}`;
    expect(toymark(['key', 'show', byId]).stdout).to.equal(toymark(['key', 'show', address('reports')]).stdout);
  });

  it('sign a PDF and the certificate that its readers ask for', function () {
    if (browserPath === undefined) cannot(this, 'needs chromium');
    needs(this, 'pdfsig');
    const key = ['--key', address('reports'), '--out', file('report.pdf')];
    const { status, stderr } = toymark(['pdf', file('report.dsse.json'), ...key]);
    expect([status, stderr]).to.deep.equal([0, '']);
    expect(execFileSync('pdfsig', ['-nocert', file('report.pdf')], { encoding: 'utf8' })).to.contain(
      'Signature is Valid',
    );
    const made = toymark([
      'key',
      'certificate',
      address('reports'),
      '--name',
      'Example Lab GmbH',
      '--out',
      file('lab.crt'),
    ]);
    expect([made.status, made.stderr]).to.deep.equal([0, '']);
    expect(
      execFileSync('openssl', ['verify', '-CAfile', file('lab.crt'), file('lab.crt')], { encoding: 'utf8' }),
    ).to.contain('OK');
  });

  it('leave neither PIN nor private key in any file, output or message', () => {
    const wrong = toymark(['sign', file('report.json'), '--key', address('reports')], {
      TOYMARK_PASSPHRASE: '00001111',
    });
    expect([wrong.status, /the PIN is wrong/.test(wrong.stderr)]).to.deep.equal([65, true]);
    const right = toymark(['sign', file('report.json'), '--key', address('reports')]);
    const said = [wrong, right].flatMap(({ stdout, stderr }) => [stdout, stderr]).join('');
    expect(said).to.not.contain(pin).and.not.contain('00001111');
    const written = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      statSync(file(name)).isFile(),
    );
    expect(written.length).to.be.greaterThan(5);
    for (const name of written) {
      const bytes = readFileSync(file(name));
      expect(bytes.includes(pin), name).to.equal(false);
      expect(/PRIVATE KEY/.test(bytes.toString('latin1')), name).to.equal(false);
    }
  });

  it('hand the PIN over in an environment, never on a command line', () => {
    writeFileSync(file('pkcs11-tool'), `#!/bin/sh\necho "$@" >> ${file('lines')}\nexec /usr/bin/pkcs11-tool "$@"\n`, {
      mode: 0o755,
    });
    const path = `${folder}:${process.env['PATH'] ?? ''}`;
    expect(toymark(['sign', file('report.json'), '--key', address('reports')], { PATH: path }).status).to.equal(0);
    const lines = readFileSync(file('lines'), 'utf8');
    expect(lines).to.contain('--sign').and.not.contain(pin);
  });

  for (const [name, key, problem] of [
    ['another curve', () => address('other'), 'is a P-256 or an Ed25519 key; this one is not'],
    ['an unknown key', () => address('nothing'), 'the token holds no such key'],
    ['an unknown token', () => address('reports', 'nowhere'), 'no such token is there'],
    ['a missing library', () => 'pkcs11:token=lab;object=reports?module-path=/nowhere.so', 'cannot be loaded'],
    ['a PIN in the address', () => `${address('reports')}&pin-value=1`, 'a PIN has no place in an address'],
    ['no token', () => 'pkcs11:object=reports', 'an address names token, module-path, and object or id'],
  ] as const)
    it(`say what is wrong with ${name}`, () => {
      const { status, stderr } = toymark(['sign', file('report.json'), '--key', key()]);
      expect(stderr).to.contain(problem);
      expect(status).to.be.oneOf([64, 65]);
    });

  it('say which program is missing', () => {
    const { status, stderr } = toymark(['key', 'show', address('reports')], { PATH: folder.concat('/tokens') });
    expect([status, stderr.includes('opensc')]).to.deep.equal([64, true]);
  });

  it('verify with the public key that the token gives', () => {
    const { stdout } = toymark(['key', 'show', address('reports')]);
    const key = createPublicKey(/-----BEGIN[^]+END PUBLIC KEY-----/.exec(stdout)?.[0] ?? '');
    expect(verify('sha256', readFileSync(file('pae')), key, readFileSync(file('signature')))).to.equal(true);
  });
});
