import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { readBrokenJson } from './json-problems.ts';
import { loadText } from './load.ts';
import { UserError } from './problem.ts';
import { parseStrictJson } from './strict-json.ts';

const most = 1000;
const told = (text: string) =>
  readBrokenJson(text, most).problems.map(({ code, offset, message }) => `${offset} ${code} ${message}`);

const mistakes: readonly (readonly [name: string, text: string, told: readonly string[]])[] = [
  [
    'names that stand twice',
    '{"a":1,"a":2,"b":{"c":1,"\\u0063":2}}',
    ['7 JSON_DUP the name "a" occurs twice', '24 JSON_DUP the name "c" occurs twice'],
  ],
  ['a trailing comma', '{"a":[1,],}', ['8 JSON expected a value', '10 JSON expected a name in double quotes']],
  ['a missing comma', '{"a":1 "b":[1 2]}', ['7 JSON expected a comma or "}"', '14 JSON expected a comma or "]"']],
  ['a missing colon', '{"a" 1,"b"}', ['5 JSON expected a colon', '10 JSON expected a colon']],
  [
    'comments',
    '{// one\n"a":1,/* two */"b":# three\n2}',
    [1, 14, 27].map((at) => `${at} JSON there are no comments in JSON`),
  ],
  [
    'other quotes and none',
    "{'a':'b',c:d}",
    [
      '1 JSON expected a name in double quotes',
      '5 JSON expected double quotes',
      '9 JSON expected a name in double quotes',
      '11 JSON expected a value',
    ],
  ],
  [
    'a string that does not end',
    '{"a":"b,\n"c":"\\x","d":"\t"}',
    [
      '5 JSON a string without its closing quote',
      '9 JSON expected a comma or "}"',
      '13 JSON a string with a control character or an unknown escape',
      '22 JSON a string with a control character or an unknown escape',
    ],
  ],
  [
    'a bracket that is not closed',
    '{"a":[1,{"b":2],"c":01}',
    ['14 JSON expected a comma or "}"', '20 JSON expected a value'],
  ],
  [
    'a bracket too many',
    '{"a":[1}],"b":x}',
    ['7 JSON expected a comma or "]"', '8 JSON_TRAILING something follows the value'],
  ],
  ['nothing', '', ['0 JSON expected a value']],
  ['an end in the middle', '[{"a":', ['6 JSON expected a value']],
  [
    'what cannot be held',
    '[1e999,9007199254740993]',
    [
      '1 JSON_NUM the number 1e999 cannot be held exactly',
      '7 JSON_NUM the number 9007199254740993 cannot be held exactly',
    ],
  ],
  ['the name __proto__', '{"__proto__":{"x":1}}', ['1 JSON_PROTO the name __proto__ is refused']],
  [
    'a byte-order mark and half a pair',
    '\ufeff"\\ud800"',
    ['0 JSON_BOM starts with a byte-order mark', '1 JSON_SURROGATE half of a surrogate pair'],
  ],
];

describe('what is wrong with a JSON text', () => {
  for (const [name, text, expected] of mistakes)
    it(`is told with its place: ${name}`, () => {
      expect(told(text)).to.deep.equal(expected);
    });

  it('is told of a declaration at once, with line and column', () => {
    const text = `{
  "declaration": 1,
  "declaration": 1,
  "product": { "model": "Pip", "model": "Pip", 'ages': 3 },
  "level": basic,
  "level": "basic",
  "features": { "camera": true "microphone": false },
  "ixit": { "services": [{ "id": "a", "port": 080, }] }
}`;
    const problems = problemsOf('declaration', text).map(({ where, code }) => `${where} ${code}`);
    expect(problems).to.deep.equal([
      'it.json:3:3 DUPLICATE_KEY',
      'it.json:4:32 DUPLICATE_KEY',
      'it.json:4:48 SYNTAX',
      'it.json:5:12 SYNTAX',
      'it.json:6:3 DUPLICATE_KEY',
      'it.json:7:32 SYNTAX',
      'it.json:8:47 SYNTAX',
      'it.json:8:52 SYNTAX',
    ]);
  });

  it('is told together with what does not fit the schema, where names that stand twice are all of it', () => {
    const text = '{"bench":1,"bench":1,"laboratory":{"nmae":"a","nmae":"b"},"operators":[],"reach":7}';
    const codes = problemsOf('bench', text).map(({ code, where }) => `${code} ${where}`);
    expect(codes).to.include.members([
      'DUPLICATE_KEY it.json:1:12',
      'DUPLICATE_KEY it.json:1:47',
      'UNKNOWN_FIELD it.json:1:54',
      'TYPE it.json:1:82',
    ]);
  });

  it('is told a thousand times at most, and read in one pass', () => {
    const before = process.cpuUsage();
    const problems = problemsOf('bench', `[${'x,'.repeat(1_000_000)}]`);
    expect(problems.length).to.equal(1001);
    expect(problems.at(-1)?.code).to.equal('SIZE');
    for (const text of [
      '[{"a":'.repeat(500_000),
      '"'.repeat(1_000_000),
      '{"a"'.repeat(500_000),
      '/*'.repeat(1_000_000),
      "'".repeat(1_000_000),
    ])
      expect(problemsOf('bench', text)).to.not.be.empty;
    expect(process.cpuUsage(before).user / 1e6).to.be.below(30);
  }).timeout(120_000);

  const pieces = [
    '{',
    '}',
    '[',
    ']',
    ':',
    ',',
    '"a"',
    '"b"',
    '"',
    "'",
    '1',
    '01',
    'true',
    'nul',
    '//',
    '/*',
    '*/',
    '#',
    '\n',
    ' ',
    '\\',
    '__proto__',
    '"__proto__"',
    '\ufeff',
  ];
  const broken = fc.oneof(
    fc.string(),
    fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((each) => each.join('')),
  );

  it('is something exactly where strict JSON refuses it', () => {
    fc.assert(
      fc.property(broken, (text) => {
        const refused = refuses(text);
        expect(readBrokenJson(text, most).problems.length > 0).to.equal(refused);
      }),
      { numRuns: 2000 },
    );
  });

  it('is nothing for what strict JSON reads, and the value is the same', () => {
    const texts = fc.json().filter((text) => !refuses(text));
    fc.assert(
      fc.property(texts, (text) => {
        expect(readBrokenJson(text, most)).to.deep.equal({ value: parseStrictJson(text), problems: [] });
      }),
    );
  });
});

function refuses(text: string): boolean {
  try {
    parseStrictJson(text);
    return false;
  } catch {
    return true;
  }
}

function problemsOf(schema: 'bench' | 'declaration', text: string) {
  try {
    loadText(schema, 'it.json', text);
    return [];
  } catch (error) {
    if (error instanceof UserError) return error.problems;
    throw error;
  }
}
