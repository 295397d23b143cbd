import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, describe, it } from 'mocha';
import { packageRoot } from '../../schemas/package-root.ts';
import { scratch } from './peer.ts';
import { samplesAt, staleSamples, toldCertificates } from './signed-samples.ts';

const samples = join(packageRoot, 'reports', 'samples');
const main = join(packageRoot, 'dist', 'harness', 'commands', 'main.js');

describe('signed samples', function () {
  this.timeout(120_000);
  const { folder, remove } = scratch();
  after(remove);

  it('verify, and say what the samples say today', async () => {
    const refresh = 'node dist/harness/development/samples.js makes them anew';
    expect(await staleSamples(), refresh).to.deep.equal([]);
  });

  it('show certificates to people as the page does today, and as toymark verify --html writes it', async () => {
    for (const [name, text] of await toldCertificates()) {
      expect(readFileSync(join(samples, name), 'utf8') === text, `${name} is not as it is made today`).to.equal(true);
      const bundle = join(samples, name.replace('.html', '.bundle.json'));
      const words = ['verify', bundle, '--trust', join(samples, 'trust.json'), '--at', samplesAt, '--offline'];
      const written = join(folder, name);
      spawnSync(process.execPath, [main, ...words, '--html', written], { encoding: 'utf8' });
      expect(readFileSync(written, 'utf8') === text, name).to.equal(true);
    }
  });

  const cases: readonly (readonly [name: string, status: number, said: string])[] = [
    ['conforms.dsse.json', 0, 'The report is valid. It says: Pip the Bear (firmware 2.4.1) conforms'],
    ['conforms.pdf', 0, 'granted over this report; in force by list 1'],
    ['does-not-conform.dsse.json', 0, 'does not conform'],
    ['does-not-conform.pdf', 0, 'The report is valid. It says: Pip the Bear (firmware 2.4.1) does not conform'],
    ['inconclusive.dsse.json', 0, 'is not decided'],
    ['inconclusive.pdf', 0, 'is not decided'],
    ['certificate.bundle.json', 0, 'The certificate is valid and in force.'],
    [
      'withdrawn.bundle.json',
      1,
      'REVOKED: TM-2026-000002 was withdrawn at 2026-10-20T09:00:00Z, because a weakness was found',
    ],
    ['withdrawn.pdf', 1, 'The certificate inside is not valid (REVOKED)'],
  ];

  // What the README tells a newcomer to type, today and in nine years, with and without the register beside it.
  for (const [name, status, said] of cases)
    for (const [when, more] of [
      ['today', []],
      ['in 2035', ['--at', '2035-11-01T00:00:00Z']],
    ] as const)
      it(`let a newcomer verify ${name} ${when}`, () => {
        const words = ['verify', join(samples, name), '--trust', join(samples, 'trust.json'), ...more];
        const env = { ...process.env, XDG_CACHE_HOME: folder };
        const verified = spawnSync(process.execPath, [main, ...words], { encoding: 'utf8', env });
        expect([verified.status, verified.stderr]).to.deep.equal([status, '']);
        expect(verified.stdout).to.contain(said);
      });

  it('stay small enough to be kept', () => {
    for (const name of ['conforms', 'does-not-conform', 'inconclusive', 'withdrawn'])
      expect(statSync(join(samples, `${name}.pdf`)).size).to.be.lessThan(450_000);
  });
});
