import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { sampleReport } from '../../reports/samples/sample-report.ts';
import { canonicalJson } from '../../schemas/canonical-json.ts';
import type { Report, TrustList } from '../../schemas/types.ts';
import { scratch } from '../development/peer.ts';

const main = join(import.meta.dirname, 'main.js');

describe('a scheme on the command line', function () {
  this.timeout(60_000);
  const { folder, remove } = scratch();
  const file = (name: string) => join(folder, name);
  const environment = { ...process.env, TOYMARK_PASSPHRASE: 'correct horse battery staple', NO_COLOR: '1' };

  function toymark(...words: readonly string[]) {
    const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...words], {
      env: environment,
      cwd: folder,
      encoding: 'utf8',
      timeout: 60_000,
    });
    return { status, stdout, stderr };
  }

  const scheme = (...words: readonly string[]) => {
    const { status, stdout, stderr } = toymark('scheme', ...words);
    expect(stderr).to.equal('');
    expect(status).to.equal(0);
    return stdout;
  };
  const signed = ['--key', 'list.pem', '--key', 'online.pem'];
  const verify = (...words: readonly string[]) =>
    toymark('verify', 'report.dsse.json', '--scheme', 'scheme', '--root', 'root.json', '--cache', 'cache', ...words);
  const failing = (stdout: string) => /✕ \w+ +([A-Z_]+):/.exec(stdout)?.[1];

  before(() => {
    for (const key of ['a', 'b', 'c', 'list', 'online', 'lab']) {
      expect(toymark('key', 'new', '--out', `${key}.pem`).status).to.equal(0);
      writeFileSync(file(`${key}.pub`), toymark('key', 'show', `${key}.pem`).stdout);
    }
    const about = ['--name', 'Example scheme', '--owner', 'Example Owner', '--edition', '1.0'];
    const roots = ['--root-key', 'a.pem', '--root-key', 'b.pem', '--root-public', 'c.pub', '--threshold', '2'];
    scheme('init', 'scheme', ...about, ...roots, '--list-key', 'list.pem', '--online-key', 'online.pem');
    copyFileSync(file('scheme/root.json'), file('root.json'));
    const lab = ['--id', 'lab', '--name', 'Example Lab GmbH', '--public-key', 'lab.pub', '--from', ago(10)];
    scheme('add-lab', 'scheme', ...lab, '--levels', 'basic', ...signed);
    writeFileSync(file('report.json'), canonicalJson(recent(sampleReport('conforms'))));
    expect(toymark('sign', 'report.json', '--key', 'lab.pem').status).to.equal(0);
  });

  after(remove);

  it('lets a stranger verify a report from the root alone, and says how fresh the trust data are', () => {
    const { status, stdout } = verify();
    expect(stdout).to.match(/✓ trust .* fetched now, signed at 20\S+Z, counts as present until 20\S+Z/);
    expect(status).to.equal(0);
  });

  it('says how old the trust data are where nothing can be fetched', () => {
    renameSync(file('scheme'), file('elsewhere'));
    const { status, stdout } = verify();
    renameSync(file('elsewhere'), file('scheme'));
    expect(stdout).to.contain('not fetched, remembered (0 h old)');
    expect(status).to.equal(0);
    expect(verify('--offline').stdout).to.contain('not fetched, remembered');
  });

  it('follows changed root keys, and no longer takes what the old ones sign', () => {
    const roots = ['--root-key', 'b.pem', '--root-key', 'c.pem', '--threshold', '2'];
    scheme('rotate', 'scheme', ...roots, '--key', 'a.pem', ...signed);
    expect(scheme('show', 'scheme', '--root', 'root.json', '--cache', 'cache')).to.contain('Verified from root 2');
    const old = ['--root-key', 'a.pem', '--threshold', '1', '--key', 'b.pem', ...signed];
    const { status, stderr } = toymark('scheme', 'rotate', 'scheme', ...old);
    expect([status, stderr]).to.deep.equal([65, stderr]);
    expect(stderr).to.contain('KEY').and.contain('the root asks for 2');
  });

  it('refuses a list that is older than the one it saw', () => {
    const timestamp = file('scheme/metadata/timestamp.json');
    const before = readFileSync(timestamp);
    scheme('refresh', 'scheme', '--key', 'online.pem');
    expect(verify().status).to.equal(0);
    writeFileSync(timestamp, before);
    const { status, stdout } = verify();
    expect([status, failing(stdout)]).to.deep.equal([1, 'TRUST_ROLLBACK']);
    scheme('refresh', 'scheme', '--key', 'online.pem');
  });

  it('refuses what the laboratory signed while it was suspended, also after it was reinstated', () => {
    scheme('suspend', 'scheme', 'lab', '--from', ago(3), '--because', 'audit', ...signed);
    scheme('reinstate', 'scheme', 'lab', '--at', ago(2), ...signed);
    const { status, stdout } = verify();
    expect([status, failing(stdout)]).to.deep.equal([1, 'LAB_SUSPENDED']);
  });

  it('lets another edition count, and says until when certificates of the old one do', () => {
    scheme('add-edition', 'scheme', '2.0', '--transition', '1.0=2028-06-30', ...signed);
    const { editions, policy } = JSON.parse(scheme('show', 'scheme', '--json')) as TrustList;
    expect(editions).to.deep.equal(['1.0', '2.0']);
    expect(policy?.transitions).to.deep.equal([{ edition: '1.0', until: '2028-06-30' }]);
    expect(toymark('scheme', 'add-edition', 'scheme', '3.0', '--transition', '2.0=soon', ...signed).status).to.equal(
      64,
    );
  });

  it('prints the list as JSON and keeps private keys out of it', () => {
    const text = scheme('show', 'scheme', '--json');
    expect((JSON.parse(text) as TrustList).bodies.map(({ id }) => id)).to.deep.equal(['lab']);
    expect(text).to.not.contain('PRIVATE');
    expect(existsSync(file('scheme/a.pem'))).to.equal(false);
  });

  const wrong: readonly (readonly [string, readonly string[], number, string])[] = [
    [
      'a level that does not exist',
      ['add-lab', 'scheme', ...labNamed('x'), '--levels', 'gold', ...signed],
      65,
      'SCHEMA',
    ],
    ['a body twice', ['add-lab', 'scheme', ...labNamed('lab'), '--levels', 'basic', ...signed], 65, 'DUPLICATE_ID'],
    ['a key of another body', ['add-key', 'scheme', 'lab', '--public-key', 'lab.pub', ...signed], 65, 'DUPLICATE_KEY'],
    ['an unknown body', ['suspend', 'scheme', 'nobody', '--because', 'x', ...signed], 65, 'UNKNOWN_NAME'],
    ['a private key as public key', ['add-key', 'scheme', 'lab', '--public-key', 'a.pem', ...signed], 65, 'KEY'],
    ['a folder that is no scheme', ['refresh', '.', '--key', 'online.pem'], 65, 'FILE'],
    ['a time that is none', ['suspend', 'scheme', 'lab', '--from', 'soon', '--because', 'x', ...signed], 64, 'USAGE'],
  ];
  for (const [name, words, code, problem] of wrong)
    it(`refuses ${name}`, () => {
      const { status, stderr } = toymark('scheme', ...words);
      expect(stderr).to.contain(problem);
      expect(status).to.equal(code);
    });

  it('wants a list or a scheme with its root, not both and not half', () => {
    expect(toymark('verify', 'report.dsse.json').status).to.equal(64);
    expect(toymark('verify', 'report.dsse.json', '--scheme', 'scheme').status).to.equal(64);
  });
});

function labNamed(id: string): readonly string[] {
  return ['--id', id, '--name', 'Another Lab', '--public-key', 'c.pub'];
}

const ago = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().replace(/\.\d+Z$/, 'Z');

/** The sample as if it had been made this week. */
function recent(report: Report): Report {
  const performed = { startedAt: ago(5), endedAt: ago(4) };
  return { ...report, performed, issuedAt: ago(2.5), expiresAt: ago(-300) };
}
