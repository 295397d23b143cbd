import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import type { Declaration } from '../../schemas/types.ts';
import { scratch } from '../development/peer.ts';
import { writeDocuments } from '../real-servers/line.ts';

const main = join(import.meta.dirname, 'main.js');
const { folder, remove } = scratch();
const at = (name: string) => join(folder, name);
const toymark = (...args: readonly string[]) => {
  const env = { ...process.env, NO_COLOR: '1' };
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], { encoding: 'utf8', env });
  return { code: status, output: `${stdout}${stderr}` };
};

const product = {
  features: ['personal-data'],
  ixit: { documents: [{ id: 'policy', kind: 'privacy-policy', language: 'en', file: 'policy.txt' } as const] },
};
const documents = ['run', at('declaration.yaml'), '--bench', at('bench.yaml'), '--only', 'CONS-5'];
const phrase = ['--passphrase-file', at('phrase')];
const wrong = ['--passphrase-file', at('wrong')];

/** A slip, the exit code it deserves, and what is said. */
const slips: readonly (readonly [name: string, args: readonly string[], code: 64 | 65, said: RegExp])[] = [
  ['an unknown reporter', ['judge', at('run'), '--reporter', 'spce', '--dry'], 64, /spce UNKNOWN_NAME .*\n.*spec/],
  ...['made', 'fail', 'end', 'done', 'never', 'loaded'].map(
    (when) =>
      [
        `a reporter that fails: ${when}`,
        ['judge', at('run'), '--reporter', at(`${when}.cjs`), '--dry'],
        64,
        /\.cjs REFUSED the reporter failed: (no \\x1b\[31mpaper|it was not done).*\n {2}toymark judge without/,
      ] as const,
  ),
  ['suites where there are none', ['judge', at('run'), '--suites', folder, '--dry'], 65, /FILE holds no compiled/],
  ['a time that is none', ['report', at('run'), '--issued-at', 'yesterday'], 64, /--issued-at USAGE .*yesterday/],
  ['a number that is none', ['report', at('run'), '--id', 'x'], 64, /--id USAGE/],
  ['a number that leads the terminal', ['report', at('run'), '--id', '\x1b[31m'], 64, /got "\\x1b\[31m"/],
  [
    'a time of verification that is none',
    ['verify', at('x'), '--trust', at('x'), '--at', 'now'],
    65,
    /FILE no such file/,
  ],
  [
    'an edition that is none',
    ['plan', at('declaration.yaml'), '--edition', '7'],
    64,
    /--edition 7 UNKNOWN_NAME .*\n.*1\.0/,
  ],
  ['an edition that is none in a declaration', ['plan', at('seventh.yaml')], 65, /seventh\.yaml:1:\d+ UNKNOWN_NAME/],
  [
    'a requirement that is none',
    ['plan', at('declaration.yaml'), '--why', 'NET-77'],
    64,
    /NET-77 UNKNOWN_NAME .*\n.*list/,
  ],
  ['a file in the place of a run', [...documents, '--out', at('phrase')], 65, /phrase FILE something else/],
  [
    'a folder where the system makes none',
    [...documents, '--out', '/proc/x/run'],
    65,
    /\/proc\/x FILE the system lets no/,
  ],
  ['a start where the system makes no folder', ['init', '/proc/x'], 65, /\/proc\/x FILE the system lets no/],
  ['a run that is there', [...documents, '--out', at('run')], 64, /already holds a run/],
  ['a title that is none', ['new', 'requirement', 'NET-99', ''], 64, /5 to 80 characters/],
  ['a chapter that is none', ['new', 'requirement', 'TEN-1', 'A title of some length'], 64, /GROUP .*\n.*NET/],
];

/** Reporters by the moment at which they fail. */
const reporters = {
  made: 'module.exports = function () { paper(); };',
  fail: "module.exports = function (runner) { runner.on('fail', paper); };",
  end: "module.exports = function (runner) { runner.on('end', paper); };",
  done: 'module.exports = class { done() { paper(); } };',
  never: 'module.exports = class { done() {} };',
  loaded: 'paper();',
};

/** What has to be in order before a product is touched, each with a mistake. */
const unready: readonly (readonly [name: string, args: readonly string[], code: 64 | 65, said: RegExp])[] = [
  ['a passphrase that does not open the key', ['--sign', at('key.pem'), ...wrong], 65, /PASSPHRASE/],
  ['a key that is not there', ['--sign', at('nowhere.pem'), ...phrase], 65, /nowhere\.pem FILE/],
  ['an operator whom the bench does not know', ['--operator', 'nobody'], 64, /UNKNOWN_NAME/],
  ['answers that are not there', ['--answers', at('nowhere.yaml')], 65, /nowhere\.yaml FILE/],
  [
    'an answer to what nobody asks',
    ['--answers', at('mistyped.yaml')],
    65,
    /mistyped\.yaml:2:23 UNKNOWN_NAME .*\n.*"AUTH-3-1\/change"/,
  ],
  [
    'an answer of a row that is not declared',
    ['--answers', at('rowless.yaml')],
    65,
    /rowless\.yaml:2:50 UNKNOWN_NAME .*"unit-l" in product\.units\n.*"unit-1"/,
  ],
];

/** The declaration with pages, and a journey through them that types these words. */
function withJourney(text: string, words: readonly string[]): string {
  const { product, features, ixit, ...rest } = JSON.parse(text) as Declaration;
  const pages = { id: 'pages', kind: 'web-app', version: '1', url: 'https://pages.example/' } as const;
  const steps = words.map((each) => ({ fill: 'Name', with: each }));
  const journeys = [{ id: 'play', part: 'pages', kind: 'play', role: 'child', steps }];
  const parts = [...product.parts, pages];
  const given = { ...features, 'web-app': true };
  return JSON.stringify({ ...rest, product: { ...product, parts }, features: given, ixit: { ...ixit, journeys } });
}

describe('wrong uses of the command line', function () {
  this.timeout(60_000);

  before(() => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(at('policy.txt'), 'We keep your name. We tell nobody. You can ask us to delete it.');
    writeFileSync(at('phrase'), 'correct horse battery\n');
    writeFileSync(at('wrong'), 'wrong horse battery\n');
    writeFileSync(
      at('mistyped.yaml'),
      'operator: op-1\nanswers: [{ question: AUTH-3-1/chnage, row: owner, text: none }]\n',
    );
    writeFileSync(
      at('rowless.yaml'),
      'operator: op-1\nanswers: [{ question: INFO-3-1/designation, row: unit-l, text: none }]\n',
    );
    for (const [when, text] of Object.entries(reporters))
      writeFileSync(at(`${when}.cjs`), `const paper = () => { throw new Error('no \\x1b[31mpaper'); };\n${text}\n`);
    writeDocuments(product, { address: '127.0.0.1', folder });
    const declared = readFileSync(at('declaration.yaml'), 'utf8');
    writeFileSync(at('seventh.yaml'), declared.replace('"edition":"1.0"', '"edition":"7"'));
    writeFileSync(at('typed.yaml'), withJourney(declared, ['{chldName} of {city}', '{secret:acount}']));
    writeFileSync(at('kept.yaml'), withJourney(declared, ['{childName}', '{secret:acount}']));
    expect(toymark('key', 'new', '--out', at('key.pem'), ...phrase).code).to.equal(0);
    expect(toymark(...documents, '--out', at('run')).code).to.equal(1);
  });
  after(remove);

  for (const [name, args, code, said] of slips)
    it(`${name}: ends with ${code} and says what to do`, () => {
      const told = toymark(...args);
      expect(told.code, told.output).to.equal(code);
      expect(told.output).to.match(said).and.not.include('fault of toymark').and.not.include('\x1b');
    });

  for (const [name, args, code, said] of unready)
    it(`${name}: is said before a run is started`, () => {
      const told = toymark(...documents, '--out', at('early'), ...args);
      expect(told.code, told.output).to.equal(code);
      expect(told.output).to.match(said).and.not.include('to observe');
      expect(existsSync(at('early'))).to.equal(false);
    });

  for (const command of ['plan', 'run'])
    it(`${command} refuses a name in a journey that the bench does not know, before there is a run`, () => {
      const told = toymark(
        command,
        at('typed.yaml'),
        ...documents.slice(2, 4),
        '--only',
        'WEB-1',
        '--out',
        at('early'),
      );
      expect(told.code, told.output).to.equal(65);
      expect(told.output)
        .to.match(/typed\.yaml:1:\d+ UNKNOWN_NAME the bench has no value "chldName"\n +Is "{childName}" meant\?/)
        .and.match(/typed\.yaml:1:\d+ UNKNOWN_NAME the bench has no secret "acount"\n +Put .* into secrets\.yaml/)
        .and.not.include('"city"');
      expect(existsSync(at('early'))).to.equal(false);
      // Where no journey is planned, none has to be ready.
      expect(toymark('plan', at('typed.yaml'), ...documents.slice(2), '--out', at(`other-${command}`)).code).to.equal(
        0,
      );
    });

  it('gathering refuses a secret that is gone since the plan, and leaves the run as it was', () => {
    const secrets = readFileSync(at('secrets.yaml'), 'utf8');
    writeFileSync(
      at('secrets.yaml'),
      '{"secrets":1,"credentials":[{"unit":"cloud","credential":"acount","value":"x"}]}',
    );
    const planning = ['plan', at('kept.yaml'), ...documents.slice(2, 4), '--only', 'WEB-1', '--out', at('kept')];
    const planned = toymark(...planning);
    writeFileSync(at('secrets.yaml'), secrets);
    expect(planned.code, planned.output).to.equal(0);
    const told = toymark('gather', at('kept'));
    expect(told.code, told.output).to.equal(65);
    expect(told.output).to.match(/declaration\.yaml:1:\d+ UNKNOWN_NAME the bench has no secret "acount"/);
    expect(existsSync(at('kept/evidence'))).to.equal(false);
  });

  it('what is declared leads no terminal, also as JSON, which is the same value', () => {
    const model = 'Pip\u202e\u009b31m\u{e0001}\u2028the Bear';
    const text = readFileSync(at('declaration.yaml'), 'utf8').replace('"Real Server"', JSON.stringify(model));
    writeFileSync(at('odd.yaml'), text);
    const ran = toymark('run', at('odd.yaml'), ...documents.slice(2), '--out', at('odd'));
    expect(ran.code, ran.output).to.equal(1);
    const unseen = /[^\P{C}\n]|[\u2028\u2029]/u;
    expect(ran.output).to.not.match(unseen);
    const { output } = toymark('report', at('odd'), '--json');
    const report = JSON.parse(output) as { product: { model: string } };
    expect(output).to.not.match(unseen);
    expect(report.product.model).to.equal(model);
    expect(report).to.deep.equal(JSON.parse(readFileSync(at('odd/report.json'), 'utf8')));
  });

  it('a plan of a part lists that part alone, and says that the rest is left out', () => {
    const { output } = toymark('plan', at('declaration.yaml'), '--only', 'CONS-5,CONS-6-1');
    expect(output.match(/^ {2}[A-Z]+-\d+ /gm)).to.deep.equal(['  CONS-5 ', '  CONS-6 ']);
    expect(output).to.match(/^Edition 1\.0, level \w+: 3 test cases of 2 requirements apply\.$/m);
    expect(output).to.match(/^\d+ other requirements are left out by --only/m);
  });

  it('a level that is too low is the deciding fact, and a higher one the smallest change', () => {
    const { output } = toymark('plan', at('declaration.yaml'), '--level', 'basic', '--why', 'FW-6');
    expect(output)
      .to.match(/deciding facts +.*level: basic$/m)
      .and.match(/smallest change +level: high$/m);
  });
});
