import { expect } from 'chai';
import { describe, it } from 'mocha';
import { canonicalJson, canonicalLine, withoutNewline } from './canonical-json.ts';
import { parseStrictJson } from './strict-json.ts';

describe('canonical JSON', () => {
  const table: readonly (readonly [what: string, value: unknown, line: string])[] = [
    ['names out of order', { b: 1, a: 2 }, '{"a":2,"b":1}'],
    [
      'names out of order deep inside what is in order',
      { a: [{ b: [[{ d: 1, c: 2 }]] }] },
      '{"a":[{"b":[[{"c":2,"d":1}]]}]}',
    ],
    ['one row of many out of order', [{ a: 1 }, { b: 1, a: 2 }, { a: 3 }], '[{"a":1},{"a":2,"b":1},{"a":3}]'],
    ['names in the order of UTF-16, capitals first', { é: 1, z: 2, Z: 3, '': 4 }, '{"":4,"Z":3,"z":2,"é":1}'],
    [
      'a name that would be a prototype',
      JSON.parse('{"z":1,"__proto__":{"b":1,"a":2}}'),
      '{"__proto__":{"a":2,"b":1},"z":1}',
    ],
    ['what is no object', null, 'null'],
    ['members without a value', { b: undefined, a: 1 }, '{"a":1}'],
  ];
  for (const [what, value, line] of table) {
    it(`writes ${what}`, () => {
      expect(canonicalLine(value)).to.equal(line);
      expect(canonicalJson(value)).to.equal(`${JSON.stringify(JSON.parse(line), null, 2)}\n`);
      expect(`${withoutNewline(value)}\n`).to.equal(canonicalJson(value));
    });
  }

  it('changes nothing of what it writes', () => {
    const value = { b: [{ d: 1, c: 2 }], a: 1 };
    canonicalJson(value);
    expect(JSON.stringify(value)).to.equal('{"b":[{"d":1,"c":2}],"a":1}');
  });

  it('gives the same text of what was read from it', () => {
    const text = canonicalJson({ rows: [{ verdict: 'pass', id: 'ä "1"' }], finding: 'two\nlines' });
    expect(canonicalJson(parseStrictJson(text))).to.equal(text);
  });
});
