import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import type { Report } from '../../schemas/types.ts';
import { scratch } from '../development/peer.ts';

const main = join(import.meta.dirname, 'main.js');

describe('from the bench to a stranger, on the command line', function () {
  this.timeout(300_000);
  const { folder, remove } = scratch();
  const file = (name: string) => join(folder, name);
  const environment = { ...process.env, NO_COLOR: '1', XDG_CACHE_HOME: file('cache') };
  const toymark = (...words: readonly string[]) => {
    const options = { env: environment, cwd: folder, encoding: 'utf8', timeout: 240_000 } as const;
    const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...words], options);
    return { status, stdout, stderr };
  };
  const done = (...words: readonly string[]) => {
    const { status, stdout, stderr } = toymark(...words);
    expect(status, `${words.join(' ')}: ${stderr}`).to.equal(0);
    return stdout;
  };
  const signed = ['--key', 'list.pem', '--key', 'online.pem'];
  const trusted = ['--scheme', 'scheme', '--root', 'scheme/root.json', '--cache', 'seen'];
  const people = ['--reviewer', 'rev-1=R. Reader', '--decider', 'dec-1=D. Decider'];
  const certify = (...words: readonly string[]) => toymark('certify', 'run', '--key', 'body.pem', ...trusted, ...words);
  const verify = (...words: readonly string[]) => toymark('verify', 'bundle.json', ...trusted, ...words);
  const failing = (stdout: string) => /✕ [\w ]+? +([A-Z_]+):/.exec(stdout)?.[1];
  const number = 'TC-2026-000001';
  let demonstration = '';

  function witnessed(): void {
    for (const name of ['one', 'two'])
      done('registry', 'witness', 'register', '--name', `${name}.example`, '--key', `${name}.pem`, '--memory', name);
  }

  before(() => {
    demonstration = done('start', '--out', 'run', '--quiet');
    for (const name of ['lab', 'body', 'root', 'list', 'online', 'log', 'one', 'two']) key(name);
    key('status', '--algorithm', 'p256');
    const { method } = JSON.parse(readFileSync(file('run/report.json'), 'utf8')) as Report;
    const about = [
      '--name',
      'Example scheme',
      '--owner',
      'Example Owner',
      '--edition',
      method.edition,
      '--module',
      'B',
    ];
    const roots = ['--root-key', 'root.pem', '--threshold', '1', '--list-key', 'list.pem'];
    done('scheme', 'init', 'scheme', ...about, ...roots, '--online-key', 'online.pem');
    const from = ['--from', '2026-01-01', '--levels', 'basic,substantial'];
    done(
      'scheme',
      'add-lab',
      'scheme',
      '--id',
      'lab',
      '--name',
      'Demonstration bench',
      '--public-key',
      'lab.pub',
      ...from,
      ...signed,
    );
    const named = ['--id', 'body', '--name', 'Example Certification Body', '--address', '2 Example Square'];
    done('scheme', 'add-body', 'scheme', ...named, '--public-key', 'body.pub', ...from, ...signed);
    const witnesses = ['one', 'two'].flatMap((name) => [
      '--witness',
      done('registry', 'key', '--witness', '--name', `${name}.example`, '--key', `${name}.pem`).trim(),
    ]);
    done(
      'registry',
      'init',
      'register',
      '--origin',
      'register.example/toys',
      '--key',
      'log.pem',
      '--status-public',
      'status.pub',
      ...witnesses,
    );
    done('scheme', 'add-registry', 'scheme', 'register/registry.json', '--address', file('register'), ...signed);
    for (const made of ['review.yaml', 'certificate.dsse.json', 'certificate.bundle.json']) rmSync(file(`run/${made}`));
    done('sign', 'run', '--key', 'lab.pem', '--redactable');
  });

  function key(name: string, ...more: readonly string[]): void {
    done('key', 'new', '--out', `${name}.pem`, '--no-passphrase', ...more);
    writeFileSync(file(`${name}.pub`), done('key', 'show', `${name}.pem`));
  }

  after(remove);

  it('the demonstration ends with a certificate in a register', () => {
    expect(demonstration).to.match(/Certificate TC-\d{8}-\d{6}, in force until/);
    expect(readdirSync(file('run/register'))).to.include.members(['certificate', 'bundle', 'checkpoint', 'proof']);
  });

  const refused: readonly (readonly [string, string, readonly string[]])[] = [
    ['a reviewer who examined', 'INDEPENDENCE', ['--reviewer', 'rev-1=A. Examiner', '--decider', 'dec-1=D. Decider']],
    ['a decider with the id of an examiner', 'INDEPENDENCE', ['--reviewer', 'rev-1=R. Reader', '--decider', 'op-1=X']],
    ['a module of another scheme', 'MODULE', [...people, '--module', 'H']],
  ];
  for (const [name, code, words] of refused)
    it(`certify refuses ${name}: ${code}`, () => {
      const { status, stderr } = certify(...words);
      expect([status, stderr]).to.deep.equal([65, stderr]);
      expect(stderr).to.contain(code);
    });

  it('certify takes no key but that of a certification body', () => {
    const { status, stderr } = certify(...people, '--key', 'lab.pem');
    expect(status).to.equal(65);
    expect(stderr).to.contain('it is the key of a laboratory');
  });

  it('certify first writes down what a person must look at, and signs once all of it is accepted', () => {
    const first = certify(...people, '--id', number);
    expect([first.status, existsSync(file('run/certificate.dsse.json'))]).to.deep.equal([2, false]);
    expect(first.stdout).to.contain('rest on what people answered');
    const record = readFileSync(file('run/review.yaml'), 'utf8');
    writeFileSync(file('run/review.yaml'), record.replace('finding: open', 'finding: refused'));
    expect(certify(...people, '--id', number).status).to.equal(65);
    writeFileSync(file('run/review.yaml'), record.replaceAll('finding: open', 'finding: accepted'));
    const last = certify(...people, '--id', number);
    expect(last.stdout).to.contain(`${number} certifies Pip the Bear`);
    const { payload } = JSON.parse(readFileSync(file('run/certificate.dsse.json'), 'utf8')) as { payload: string };
    const signed = Buffer.from(payload, 'base64').toString();
    expect(signed).to.contain('Pip the Bear').and.not.contain('Reader');
  });

  it('the register takes it, witnesses see it, and a stranger with the root alone finds it in force', () => {
    const publish = ['registry', 'publish', 'register', 'run/certificate.dsse.json', ...trusted];
    expect(done(...publish, '--key', 'log.pem')).to.contain(`Entry 0: ${number} issued`);
    expect(toymark('registry', 'prove', 'register', number).stderr).to.contain('WITNESS');
    witnessed();
    done('registry', 'status', 'register', '--key', 'status.pem');
    expect(done('registry', 'prove', 'register', number)).to.contain(`register/bundle/${number}.json`);
    writeFileSync(file('bundle.json'), readFileSync(file(`register/bundle/${number}.json`)));
    const { status, stdout } = verify();
    expect(stdout).to.contain('valid and in force');
    expect(status).to.equal(0);
    expect(done('registry', 'fsck', 'register')).to.contain('is sound: 1 entries');
  });

  it('verifies a whole run: certificate, report and evidence', () => {
    const { status, stdout } = toymark('verify', 'run', ...trusted);
    expect(stdout)
      .to.match(/✓ report .*Demonstration bench/)
      .and.to.match(/✓ rejudge .*byte for byte/);
    expect(status).to.equal(0);
  });

  it('shows one chapter of the report and no person, and a stranger finds it genuine', () => {
    const parts = 'run/report.redactable.json';
    done('redact', parts, '--only', 'NET', '--no-personal', '--out', 'network.json');
    const text = readFileSync(file('network.json'), 'utf8');
    expect(text).to.contain('NET-1').and.not.contain('op-1');
    const stdout = done('verify', 'network.json', ...trusted);
    expect(stdout).to.contain('The parts that are shown are genuine').and.contain('chapter/AUTH');
    const beside = [
      'verify',
      'run/certificate.dsse.json',
      '--proof',
      `register/proof/${number}.tlog-proof`,
      ...trusted,
    ];
    expect(done(...beside, '--report', 'network.json')).to.match(/✓ report .* conforms, and the redacted one is of it/);
    writeFileSync(file('network.json'), text.replace('"pass"', '"fail"'));
    expect(failing(toymark('verify', 'network.json', ...trusted).stdout)).to.equal('LEAF_DIGEST');
    expect(toymark('redact', parts, '--only', 'NOPE', '--out', 'x.json').stderr).to.contain('UNKNOWN_NAME');
  });

  it('tells a stranger of suspension, reinstatement and withdrawal, and offline only what the bundle knows', () => {
    const change = (what: string, reason: string) => {
      done('registry', what, 'register', number, '--reason', reason, '--key', 'log.pem');
      done('registry', 'status', 'register', '--key', 'status.pem');
      witnessed();
    };
    change('suspend', 'vulnerability');
    expect(failing(verify().stdout)).to.equal('SUSPENDED');
    change('reinstate', 'resolved');
    expect(verify().status).to.equal(0);
    change('withdraw', 'nonconformity');
    const { status, stdout } = verify();
    expect([status, failing(stdout)]).to.deep.equal([1, 'REVOKED']);
    expect(verify('--offline').status, 'the newer list was seen').to.equal(1);
    expect(
      toymark('registry', 'reinstate', 'register', number, '--reason', 'resolved', '--key', 'log.pem').stderr,
    ).to.contain('TRANSITION');
    const { events } = JSON.parse(done('registry', 'show', 'register', number, '--json')) as { events: unknown[] };
    expect(events).to.have.length(4);
  });

  it('a distant witness sees the log over HTTP, and believes it only by its key', async () => {
    const server = spawn(process.execPath, [main, 'registry', 'serve', 'register', '--port', '0'], { cwd: folder });
    try {
      const [said] = (await once(server.stdout, 'data')) as [Buffer];
      const address = /http:\S+/.exec(said.toString())?.[0] ?? '';
      const look = ['registry', 'witness', address, '--name', 'far.example', '--key', 'one.pem', '--memory', 'far'];
      const logKey = done('registry', 'key', '--name', 'register.example/toys', '--key', 'log.pem').trim();
      expect(done(...look, '--log-key', logKey)).to.match(/^— far\.example /);
      expect(toymark(...look).status).to.equal(64);
      const wrong = done('registry', 'key', '--name', 'register.example/toys', '--key', 'two.pem').trim();
      expect(toymark(...look, '--log-key', wrong).stderr).to.contain('NOTE_UNSIGNED');
    } finally {
      server.kill('SIGTERM');
      await once(server, 'exit');
    }
  });

  it('fsck notices a changed byte anywhere', () => {
    const tile = file('register/tile/entries/000.p/4');
    const bytes = readFileSync(tile);
    bytes[40]! ^= 1;
    writeFileSync(tile, bytes);
    const { status, stdout } = toymark('registry', 'fsck', 'register', '--json');
    expect(status).to.equal(1);
    expect((JSON.parse(stdout) as { findings: unknown[] }).findings).to.not.have.length(0);
    bytes[40]! ^= 1;
    writeFileSync(tile, bytes);
  });

  it('the register takes no certificate that is not valid', () => {
    const text = readFileSync(file('run/certificate.dsse.json'), 'utf8');
    writeFileSync(file('forged.json'), text.replace(/"payload": "(..)/, '"payload": "$1A'));
    const { status, stderr } = toymark(
      'registry',
      'publish',
      'register',
      'forged.json',
      '--key',
      'log.pem',
      ...trusted,
    );
    expect(status).to.equal(65);
    expect(stderr).to.match(/B64|SIG_INVALID/);
  });
});
