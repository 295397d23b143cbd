import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { make, trust, at } from '../../reports/verify/certificate.fixture.ts';
import { canonicalJson } from '../../schemas/canonical-json.ts';
import { packageRoot } from '../../schemas/package-root.ts';
import { scratch } from './peer.ts';

/** All that the verifier needs of npm: the validator of JSON Schema and what that needs. */
const needed = ['ajv', 'fast-deep-equal', 'fast-uri', 'json-schema-traverse', 'require-from-string'] as const;

// What somebody writes who takes the verifier alone.
const program = `
import { readFileSync } from 'node:fs';
import { verifyCertificate, openBundle } from './dist/reports/verify/verify.js';
const { trust, at } = JSON.parse(readFileSync('trust.json', 'utf8'));
const { valid, inForce, steps } = await verifyCertificate({ ...openBundle(readFileSync('bundle.json')), trust, at });
const failed = steps.find(({ state }) => state === 'failed');
console.log(JSON.stringify({ valid, inForce: inForce !== undefined, code: failed?.code }));
`;

describe('the verifier as a library', () => {
  const { folder, remove } = scratch();
  const file = (name: string) => join(folder, name);

  before(async () => {
    for (const part of ['dist/reports', 'dist/schemas', 'schemas'])
      cpSync(join(packageRoot, part), file(part), { recursive: true });
    cpSync(join(packageRoot, 'package.json'), file('package.json'));
    for (const name of needed) {
      mkdirSync(dirname(file(`node_modules/${name}`)), { recursive: true });
      symlinkSync(join(packageRoot, 'node_modules', name), file(`node_modules/${name}`));
    }
    const made = await make();
    const parsed = (bytes: Buffer) => JSON.parse(bytes.toString()) as unknown;
    const bundle = {
      bundle: 1,
      certificate: parsed(made.envelope),
      proof: made.proof.toString(),
      status: parsed(made.status),
      report: parsed(made.report),
    };
    writeFileSync(file('bundle.json'), canonicalJson(bundle));
    writeFileSync(file('trust.json'), canonicalJson({ trust: trust(), at }));
    writeFileSync(file('verify.mjs'), program);
  });
  after(remove);

  const run = () =>
    JSON.parse(execFileSync(process.execPath, ['verify.mjs'], { cwd: folder, encoding: 'utf8' })) as object;

  it('verifies a certificate in a folder without harness, suites and standard', () => {
    expect(existsSync(file('dist/harness'))).to.equal(false);
    expect(run()).to.deep.equal({ valid: true, inForce: true });
  });

  it('refuses there what it refuses here', () => {
    const text = readFileSync(file('bundle.json'), 'utf8');
    writeFileSync(file('bundle.json'), text.replace(/"sig": "(..)/, '"sig": "AA'));
    expect(run()).to.deep.equal({ valid: false, inForce: false, code: 'SIG_INVALID' });
    writeFileSync(file('bundle.json'), text);
  });
});
