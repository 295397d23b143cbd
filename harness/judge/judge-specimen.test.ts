import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { load } from '../../schemas/load.ts';
import { packageRoot } from '../../schemas/package-root.ts';
import { requirementFiles } from '../../schemas/read-standard.ts';
import { disagreements, judgeSpecimen } from './judge-specimen.ts';
import { loadSuites } from './load-suites.ts';

describe('every specimen gets the verdicts it expects', () => {
  for (const [id, file] of requirementFiles()) {
    const specimens = join(packageRoot, 'suites', id.replace(/-.*/, '').toLowerCase(), id, 'specimens.yaml');
    if (!existsSync(specimens)) continue;
    for (const specimen of load('specimens', specimens).value) {
      it(`${id} ${specimen.name}`, async () => {
        const judgements = await judgeSpecimen(await loadSuites(), load('requirement', file).value, specimen);
        expect(disagreements(specimen, judgements)).to.deep.equal([]);
      });
    }
  }
});
