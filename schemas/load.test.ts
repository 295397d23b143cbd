import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { load, loadText } from './load.ts';
import { UserError, lineOf, type Problem } from './problem.ts';

const good = `bench: 1
laboratory: { name: Example Lab, address: 1 Example Street, kind: laboratory }
operators:
  - { id: op-1, name: A. Examiner }
reach: { unit-1: [192.0.2.10] }
`;

function problemsOf(text: string, file = 'bench.yaml'): readonly Problem[] {
  try {
    loadText('bench', file, text);
    return [];
  } catch (error) {
    if (error instanceof UserError) return error.problems;
    throw error;
  }
}

interface Bad {
  readonly name: string;
  readonly text: string;
  readonly file?: string;
  readonly code: Problem['code'];
  readonly where: string;
  readonly hint?: string;
}

const json = JSON.stringify({
  bench: 1,
  laboratory: { name: 'Example Lab', address: '1 Example Street', kind: 'laboratory' },
  operators: [{ id: 'op-1', name: 'A. Examiner' }],
  reach: {},
});

const bad: readonly Bad[] = [
  { name: 'a duplicate key', text: `${good}bench: 1\n`, code: 'DUPLICATE_KEY', where: 'bench.yaml:6:1' },
  {
    name: 'a duplicate key in JSON',
    text: json.replace('{"bench":1', '{"bench":1,"bench":1'),
    file: 'bench.json',
    code: 'DUPLICATE_KEY',
    where: 'bench.json:1:',
  },
  {
    name: 'an anchor that is used',
    text: good.replace('A. Examiner', '&a A. Examiner') + 'child: { firstName: *a }\n',
    code: 'ALIAS',
    where: 'bench.yaml:6:',
  },
  {
    name: 'a tree of anchors',
    text: 'a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nd: [*c,*c]\n',
    code: 'ALIAS',
    where: 'bench.yaml:2:',
  },
  { name: 'an unknown field', text: `${good}acounts: {}\n`, code: 'UNKNOWN_FIELD', where: 'bench.yaml:6:1' },
  {
    name: 'a mistyped field',
    text: `${good}sercets: secrets.yaml\n`,
    code: 'UNKNOWN_FIELD',
    where: 'bench.yaml:6:1',
    hint: 'Is "secrets" meant?',
  },
  {
    name: 'a missing field',
    text: good.replace('operators:\n  - { id: op-1, name: A. Examiner }\n', ''),
    code: 'MISSING',
    where: 'bench.yaml:1:1',
  },
  { name: 'a wrong type', text: good.replace('Example Lab', '[1]'), code: 'TYPE', where: 'bench.yaml:2:21' },
  {
    name: 'a wrong word',
    text: good.replace('kind: laboratory', 'kind: labratory'),
    code: 'SCHEMA',
    where: 'bench.yaml:2:',
  },
  {
    name: 'an id twice',
    text: good.replace('name: A. Examiner }', 'name: A. Examiner }\n  - { id: op-1, name: B. Examiner }'),
    code: 'DUPLICATE_ID',
    where: 'bench.yaml:5:11',
  },
  {
    name: 'a duplicate key in the middle',
    text: good.replace('{ id: op-1,', '{ id: op-0, id: op-1,'),
    code: 'DUPLICATE_KEY',
    where: 'bench.yaml:4:17',
  },
  {
    name: 'what is nested too deeply',
    text: `${good}child: ${'{ a: '.repeat(100)}1${' }'.repeat(100)}\n`,
    code: 'SYNTAX',
    where: 'bench.yaml:6:',
  },
  {
    name: 'what is nested so deeply that it cannot be read',
    text: `${good}child: ${'['.repeat(100_000)}\n`,
    code: 'SYNTAX',
    where: 'bench.yaml:6:',
  },
  { name: 'broken YAML', text: `${good}names: [\n`, code: 'SYNTAX', where: 'bench.yaml:7:1' },
  { name: 'text after JSON', text: `${json} {}`, file: 'bench.json', code: 'SYNTAX', where: 'bench.json:1:' },
  {
    name: 'a reach to the prototype',
    text: `${good}__proto__: { polluted: true }\n`,
    code: 'UNKNOWN_FIELD',
    where: 'bench.yaml:6:1',
  },
];

describe('the loader', () => {
  it('reads YAML and JSON alike', () => {
    expect(loadText('bench', 'bench.yaml', good).value.operators[0]?.id).to.equal('op-1');
    expect(loadText('bench', 'bench.json', json).value.operators[0]?.id).to.equal('op-1');
  });

  for (const { name, text, file, code, where, hint } of bad)
    it(`refuses ${name} and says where`, () => {
      const problems = problemsOf(text, file);
      const found = problems.find((problem) => problem.code === code);
      expect(found, JSON.stringify(problems)).to.not.equal(undefined);
      expect(found?.where.startsWith(where), found?.where).to.equal(true);
      if (hint !== undefined) expect(found?.hint).to.equal(hint);
    });

  it('reports fifty mistakes at once, each with its place', () => {
    const operators = Array.from({ length: 50 }, (_, i) => `  - { id: op-${i}, nmae: Somebody }`).join('\n');
    const problems = problemsOf(good.replace('  - { id: op-1, name: A. Examiner }', operators));
    const unknown = problems.filter(({ code }) => code === 'UNKNOWN_FIELD');
    expect(unknown.length).to.equal(50);
    expect(new Set(unknown.map(({ where }) => where)).size).to.equal(50);
    expect(unknown.every(({ hint }) => hint === 'Is "name" meant?')).to.equal(true);
  });

  it('reports keys that stand twice together with what does not fit the schema', () => {
    const problems = problemsOf(`${good}bench: 1\nacounts: {}\nreach: 7\n`);
    const codes = problems.map(({ code, where }) => `${code} ${where}`);
    expect(codes).to.have.members([
      'DUPLICATE_KEY bench.yaml:6:1',
      'DUPLICATE_KEY bench.yaml:8:1',
      'UNKNOWN_FIELD bench.yaml:7:10',
      'TYPE bench.yaml:8:8',
    ]);
  });

  for (const [name, text] of [
    ['fields', `${good}${Array.from({ length: 60_000 }, (_, i) => `k${i}: 1\n`).join('')}`],
    ['rows', `${good}accounts:\n${'  - { id: a, x: 1 }\n'.repeat(40_000)}`],
  ] as const)
    it(`tells the first of very many mistakes, and that there are more: ${name}`, () => {
      const before = process.cpuUsage();
      const problems = problemsOf(text);
      expect(problems.length).to.equal(1001);
      expect(problems.at(-1)).to.include({ code: 'SIZE', where: 'bench.yaml' });
      // One pass over the text and a look at each mistake: to look through all fields for each field takes minutes.
      expect(process.cpuUsage(before).user / 1e6).to.be.below(20);
    }).timeout(120_000);

  it('shows what it quotes, and lets a terminal obey none of it', () => {
    const [problem] = problemsOf(`${good}"\\e[31m\\u202ered": 1\n`);
    expect(problem?.problem).to.include('\x1b[31m');
    expect(lineOf(problem!))
      .to.include('\\x1b[31m\\u{202e}red')
      .and.not.match(/[\x1b\u202e]/);
  });

  it('refuses what is not UTF-8, with its place', () => {
    const folder = mkdtempSync(join(tmpdir(), 'toymark-'));
    const file = join(folder, 'bench.yaml');
    writeFileSync(file, Buffer.from(good.replace('Example Lab', 'Caf\xe9'), 'latin1'));
    expect(() => load('bench', file))
      .to.throw(UserError)
      .with.nested.property('problems[0]')
      .that.includes({ code: 'SYNTAX', where: `${file}:2:24` });
    rmSync(folder, { recursive: true });
  });

  it('reads no device without end, and no folder', () => {
    expect(() => load('bench', '/dev/zero'))
      .to.throw(UserError)
      .with.nested.property('problems[0].code', 'SIZE');
    expect(() => load('bench', tmpdir()))
      .to.throw(UserError)
      .with.nested.property('problems[0].problem', 'it is a folder');
  });

  it('refuses a foreign key that leads nowhere and names the nearest id', () => {
    const text =
      'declaration: 1\nixit:\n  trustAnchors: [{ id: root-1, file: root.pem }]\n  services:\n    - { id: portal, trustAnchor: root1 }\n';
    let problems: readonly Problem[] = [];
    try {
      loadText('declaration', 'declaration.yaml', text);
    } catch (error) {
      problems = (error as UserError).problems;
    }
    const found = problems.find(({ code }) => code === 'FOREIGN_KEY');
    expect(found).to.include({ where: 'declaration.yaml:5:34', hint: 'Is "root-1" meant?' });
  });

  it('refuses a document that is too long without reading it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'toymark-'));
    const file = join(folder, 'bench.yaml');
    writeFileSync(file, `# ${'x'.repeat(5 * 1024 * 1024)}\n${good}`);
    expect(() => load('bench', file))
      .to.throw(UserError)
      .with.nested.property('problems[0].code', 'SIZE');
    rmSync(folder, { recursive: true });
  });

  it('says which file is not there', () => {
    expect(() => load('bench', 'no/such/bench.yaml'))
      .to.throw(UserError)
      .with.nested.property('problems[0].problem', 'no such file');
  });
});
