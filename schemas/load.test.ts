import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { load, loadText } from './load.ts';
import { UserError, type Problem } from './problem.ts';

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
