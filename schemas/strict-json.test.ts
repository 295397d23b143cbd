import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { JsonError, parseStrictJson, type JsonCode } from './strict-json.ts';

const refused: readonly (readonly [string, string | Uint8Array, JsonCode])[] = [
  ['a duplicate name', '{"a":1,"a":2}', 'JSON_DUP'],
  ['a duplicate name behind an escape', '{"a":1,"\\u0061":2}', 'JSON_DUP'],
  ['a byte-order mark', '\ufeff{}', 'JSON_BOM'],
  ['a second document', '{}{}', 'JSON_TRAILING'],
  ['the name __proto__', '{"__proto__":{}}', 'JSON_PROTO'],
  ['deep nesting', '['.repeat(5000) + ']'.repeat(5000), 'JSON_DEPTH'],
  ['half a surrogate pair', '"\\ud800"', 'JSON_SURROGATE'],
  ['an integer that cannot be held', '9007199254740993', 'JSON_NUM'],
  ['a number beyond range', '1e999', 'JSON_NUM'],
  ['a raw control character', '"\u0001"', 'JSON'],
  ['a trailing comma', '[1,]', 'JSON'],
  ['a leading zero', '01', 'JSON_TRAILING'],
  ['a comment', '/* */ 1', 'JSON'],
  ['nothing', '', 'JSON'],
  ['bytes that are not UTF-8', Uint8Array.of(0x22, 0xe9, 0x22), 'UTF8'],
];

describe('strict JSON', () => {
  for (const [name, text, code] of refused)
    it(`refuses ${name}`, () => {
      expect(() => parseStrictJson(text))
        .to.throw(JsonError)
        .with.property('code', code);
    });

  it('refuses what is too long', () => {
    expect(() => parseStrictJson('"long"', 3))
      .to.throw(JsonError)
      .with.property('code', 'JSON_SIZE');
  });

  it('reads every JSON text as JSON.parse does', () => {
    const text = fc
      .jsonValue()
      .filter(holdable)
      .map((value) => JSON.stringify(value));
    const json = text.filter((each) => !each.includes('__proto__'));
    fc.assert(
      fc.property(json, (text) => {
        expect(parseStrictJson(text)).to.deep.equal(JSON.parse(text));
      }),
    );
  });

  it('never throws anything of another kind', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.mixedCase(fc.constant('{"a":[1,true,null,"x"]}'))), (text) => {
        try {
          parseStrictJson(text);
        } catch (error) {
          expect(error).to.be.instanceOf(JsonError);
        }
      }),
    );
  });
});

/** Numbers beyond 2^53 are refused on purpose. */
function holdable(value: unknown): boolean {
  if (typeof value === 'number') return Math.abs(value) < 2 ** 53;
  return value === null || typeof value !== 'object' || Object.values(value).every(holdable);
}
