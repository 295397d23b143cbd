import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { packageRoot } from '../../schemas/package-root.ts';
import { sampleFiles } from './files.ts';

describe('samples', () => {
  for (const [name, text] of sampleFiles())
    it(`holds ${name} as it is made today`, () => {
      const golden = readFileSync(join(packageRoot, 'reports', 'samples', name), 'utf8');
      expect(text === golden, 'node dist/harness/development/samples.js refreshes it; read the difference').to.equal(
        true,
      );
    });
});
