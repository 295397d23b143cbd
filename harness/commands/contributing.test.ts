import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import ts from 'typescript';
import { packageRoot } from '../../schemas/package-root.ts';
import { scratch } from '../development/peer.ts';

const text = readFileSync(join(packageRoot, 'CONTRIBUTING.md'), 'utf8');
const section = text.split('\n## Add a requirement\n')[1]?.split('\n## ')[0] ?? '';
const command = /^npm run new (.+)$/m.exec(section)?.[1] ?? '';
const files = [...section.matchAll(/^((?:standard|suites)\/\S+) /gm)].map(([, file = '']) => file);

describe('the way to a new requirement that CONTRIBUTING.md shows, in a copy', function () {
  this.timeout(120_000);
  const { folder, remove } = scratch();
  const main = join(folder, 'dist', 'harness', 'commands', 'main.js');
  const sh = (line: string) => spawnSync('sh', ['-ec', line], { cwd: folder, encoding: 'utf8' });
  const check = () => {
    const { status, stdout, stderr } = sh(`'${process.execPath}' '${main}' check`);
    return { code: status, output: `${stdout}${stderr}` };
  };
  const specimens = join(folder, files.find((file) => file.endsWith('specimens.yaml')) ?? 'none');

  before(() => {
    for (const name of ['dist', 'standard', 'suites', 'schemas', 'package.json'])
      cpSync(join(packageRoot, name), join(folder, name), { recursive: true });
    symlinkSync(join(packageRoot, 'node_modules'), join(folder, 'node_modules'));
  });
  after(remove);

  it('writes the three files that it names, and no other', () => {
    expect(files).to.have.length(3);
    const { status, stdout, stderr } = sh(`'${process.execPath}' '${main}' new ${command}`);
    expect(status, stderr).to.equal(0);
    for (const file of files) expect(existsSync(join(folder, file)), file).to.equal(true);
    expect(stdout.match(/^ {2}\S+$/gm)).to.have.length(3);
  });

  it('builds', () => {
    const spec = files.find((file) => file.endsWith('.spec.ts')) ?? '';
    const compilerOptions: ts.CompilerOptions = {
      module: ts.ModuleKind.ESNext,
      target: ts.ScriptTarget.ES2023,
      rewriteRelativeImportExtensions: true,
    };
    const { outputText } = ts.transpileModule(readFileSync(join(folder, spec), 'utf8'), { compilerOptions });
    const built = join(folder, 'dist', spec.replace(/\.ts$/, '.js'));
    cpSync(join(folder, spec), built);
    writeFileSync(built, outputText);
  });

  it('is refused as it was written, because no specimen shows when it cannot be decided', () => {
    const { code, output } = check();
    expect(code, output).to.equal(65);
    expect(output).to.match(/SPECIMEN no specimen of \S+ expects inconclusive\n1 problem\n$/);
  });

  it('is accepted once that specimen is there', () => {
    const id = /\S+-\d+-1/.exec(readFileSync(specimens, 'utf8'))?.[0] ?? '';
    const undecided = 'evidence: { declaration: { product: { languages: [] } } }';
    appendFileSync(specimens, `\n- { name: nobody can read it, ${undecided}, expect: { ${id}: inconclusive } }\n`);
    const { code, output } = check();
    expect(code, output).to.equal(0);
    expect(output).to.match(/specimens agree\n$/);
  });

  it('is refused again without its specimens', () => {
    rmSync(specimens);
    const { code, output } = check();
    expect(code, output).to.equal(65);
    expect(output).to.match(/specimens\.yaml SPECIMEN \S+ has no specimens\n1 problem\n$/);
  });
});
