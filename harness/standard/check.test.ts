import { cpSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import { packageRoot } from '../../schemas/package-root.ts';
import { scratch } from '../development/peer.ts';
import { loadSuites } from '../judge/load-suites.ts';
import { breaches } from './breaches.fixture.ts';
import { checkHouse } from './check.ts';
import { faultsAround, faultsInEditions } from './faults-around.fixture.ts';
import { faultsInRequirements } from './faults-in-requirements.fixture.ts';
import { readHouse, type Check, type House } from './house.ts';

const checks = join(import.meta.dirname, 'checks');
const ruleFiles = readdirSync(checks).filter((file) => file.endsWith('.js'));
const ruleIn = async (file: string) =>
  ((await import(pathToFileURL(join(checks, file)).href)) as { check: Check }).check;

/** The codes that a rule names in its source. */
function codesOf(file: string): readonly string[] {
  const problems = readFileSync(join(packageRoot, 'schemas', 'problem.ts'), 'utf8');
  const known = new Set([...problems.matchAll(/^ {2}\| '([A-Z_]+)'/gm)].map(([, code]) => code));
  const quoted = [...readFileSync(join(checks, file), 'utf8').matchAll(/'([A-Z_]+)'/g)].map(([, code = '']) => code);
  return [...new Set(quoted)].filter((code) => known.has(code));
}

describe('the check of the house', () => {
  let house: House;
  before(async () => {
    house = readHouse(await loadSuites()).house;
  });

  it('finds nothing to say of this standard', async function () {
    this.timeout(120_000);
    expect((await checkHouse()).problems).to.deep.equal([]);
  });

  for (const { name, rule, code, change, says } of breaches)
    it(`${code}: names ${name}`, async () => {
      const { folder, remove } = scratch();
      try {
        cpSync(join(packageRoot, 'schemas'), folder, { recursive: true });
        const check = await ruleIn(`${rule}.js`);
        const problems = await check(change(house, folder));
        const said = problems.filter((problem) => problem.code === code).map(({ problem }) => problem);
        expect(said.join('\n')).to.include(says);
        expect(problems.filter(({ where, problem }) => where === '' || problem === '')).to.deep.equal([]);
      } finally {
        remove();
      }
    });
});

describe('each rule of the check', () => {
  const faults = [...faultsInRequirements, ...faultsAround, ...faultsInEditions].flatMap(({ codes }) => codes);
  const sampled = new Set<string>([...faults, ...breaches.map(({ code }) => code)]);

  for (const file of ruleFiles)
    it(`has a failing sample for each code it gives: ${basename(file, '.js')}`, () => {
      const codes = codesOf(file);
      expect(codes, 'no code is named').not.to.be.empty;
      expect(codes.filter((code) => !sampled.has(code))).to.deep.equal([]);
    });
});
