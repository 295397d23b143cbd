import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { packageRoot } from '../../schemas/package-root.ts';
import { samplesAt, staleSamples } from './signed-samples.ts';

const samples = join(packageRoot, 'reports', 'samples');
const main = join(packageRoot, 'dist', 'harness', 'commands', 'main.js');

describe('signed samples', () => {
  it('verify, and say what the samples say today', async () => {
    const refresh = 'node dist/harness/development/samples.js makes them anew';
    expect(await staleSamples(), refresh).to.deep.equal([]);
  });

  for (const [name, status, said] of [
    ['conforms.dsse.json', 0, 'The report is valid. It says: Pip the Bear (firmware 2.4.1) conforms'],
    ['does-not-conform.pdf', 0, 'The report is valid. It says: Pip the Bear (firmware 2.4.1) does not conform'],
    ['inconclusive.pdf', 0, 'is not decided'],
    ['certificate.bundle.json', 0, 'The certificate is valid and in force.'],
    ['withdrawn.bundle.json', 1, 'REVOKED'],
  ] as const)
    it(`let a newcomer verify ${name} at once`, () => {
      const words = [
        'verify',
        join(samples, name),
        '--trust',
        join(samples, 'trust.json'),
        '--offline',
        '--at',
        samplesAt,
      ];
      const verified = spawnSync(process.execPath, [main, ...words], { encoding: 'utf8' });
      expect([verified.status, verified.stderr]).to.deep.equal([status, '']);
      expect(verified.stdout).to.contain(said);
    });

  it('stay small enough to be kept', () => {
    for (const name of ['conforms', 'does-not-conform', 'inconclusive'])
      expect(statSync(join(samples, `${name}.pdf`)).size).to.be.lessThan(450_000);
  });
});
