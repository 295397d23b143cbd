import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { make, trust, at } from '../../reports/verify/certificate.fixture.ts';
import { canonicalJson } from '../../schemas/canonical-json.ts';
import { packageRoot } from '../../schemas/package-root.ts';
import { bundleText } from './page-peer.ts';
import { scratch } from './peer.ts';

/** All that the verifier needs of npm: the validator of JSON Schema and what that needs. */
const needed = ['ajv', 'fast-deep-equal', 'fast-uri', 'json-schema-traverse', 'require-from-string'] as const;

/** What of the package has nothing to do with verifying. */
const besides = ['dist/harness', 'dist/suites', 'harness', 'standard', 'suites', 'reports'] as const;

// What somebody writes who takes the verifier alone.
const program = `
import { readFileSync } from 'node:fs';
import { verifyCertificate, openBundle } from 'toymark/verify';
const { trust, at } = JSON.parse(readFileSync('trust.json', 'utf8'));
const { valid, inForce, steps } = await verifyCertificate({ ...openBundle(readFileSync('bundle.json')), trust, at });
const failed = steps.find(({ state }) => state === 'failed');
console.log(JSON.stringify({ valid, inForce: inForce !== undefined, code: failed?.code }));
`;

// The same for somebody who lets the types be checked.
const typed = `
import { verifyCertificate, openBundle, type CertificateVerification, type RefusalCode } from 'toymark/verify';
declare const bytes: Uint8Array;
declare const trust: Parameters<typeof verifyCertificate>[0]['trust'];
const said: CertificateVerification = await verifyCertificate({ ...openBundle(bytes), trust, at: '2026-10-24T12:00:00Z' });
const codes: readonly (RefusalCode | undefined)[] = said.steps.map(({ code }) => code);
export const model: string | undefined = codes.length > 0 ? said.certificate?.product.model : undefined;
`;

describe('the verifier as a library, packed and put into an empty folder', function () {
  this.timeout(180_000);
  const { folder, remove } = scratch();
  const file = (name: string) => join(folder, name);
  const installed = file('node_modules/toymark');

  before(async () => {
    const words = ['pack', '--ignore-scripts', '--offline', '--silent', '--pack-destination', folder];
    execFileSync('npm', words, { cwd: packageRoot, stdio: 'ignore' });
    const [archive = ''] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
    mkdirSync(file('node_modules'));
    execFileSync('tar', ['-xzf', archive], { cwd: folder });
    renameSync(file('package'), installed);
    for (const name of needed)
      cpSync(join(packageRoot, 'node_modules', name), file(`node_modules/${name}`), { recursive: true });
    for (const part of besides) rmSync(join(installed, part), { recursive: true, force: true });
    writeFileSync(file('package.json'), '{"type": "module"}\n');
    writeFileSync(file('bundle.json'), bundleText(await make()));
    writeFileSync(file('trust.json'), canonicalJson({ trust: trust(), at }));
    writeFileSync(file('verify.js'), program);
  });
  after(remove);

  const run = () =>
    JSON.parse(execFileSync(process.execPath, ['verify.js'], { cwd: folder, encoding: 'utf8' })) as object;

  it('verifies a certificate without harness, suites and standard, and with five packages beside it', () => {
    for (const part of besides) expect(existsSync(join(installed, part)), part).to.equal(false);
    expect(readdirSync(file('node_modules')).sort()).to.deep.equal([...needed, 'toymark'].sort());
    expect(run()).to.deep.equal({ valid: true, inForce: true });
  });

  it('refuses there what it refuses here', () => {
    const text = readFileSync(file('bundle.json'), 'utf8');
    writeFileSync(
      file('bundle.json'),
      text.replace(/"sig": "../, (found) => `"sig": "${found.endsWith('AA') ? 'BB' : 'AA'}`),
    );
    expect(run()).to.deep.equal({ valid: false, inForce: false, code: 'SIG_INVALID' });
    writeFileSync(file('bundle.json'), text);
  });

  it('brings types with which TypeScript checks who uses it', () => {
    const tsc = join(packageRoot, 'node_modules', 'typescript', 'bin', 'tsc');
    const words = ['--noEmit', '--strict', '--skipLibCheck', '--target', 'es2023', '--module', 'nodenext'];
    const types = ['--types', 'node', '--typeRoots', join(packageRoot, 'node_modules', '@types')];
    writeFileSync(file('use.ts'), typed);
    writeFileSync(file('misuse.ts'), typed.replace('product.model', 'product.modell'));
    const options = { cwd: folder, encoding: 'utf8' } as const;
    const { stdout } = spawnSync(process.execPath, [tsc, ...words, ...types, 'use.ts', 'misuse.ts'], options);
    expect(stdout.trim().split('\n'), stdout).to.have.length(1);
    expect(stdout).to.match(/^misuse\.ts.*Property 'modell' does not exist/);
  });
});
