import { createHash } from 'node:crypto';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { canariesIn } from './canaries.ts';
import { ManyPatterns } from './search.ts';

const family = {
  firstName: 'Quillfeather Plûm',
  birthday: '2019-02-27',
  phone: '+44 555 0100 77',
  guardianEmail: 'quillfeather.family@mail.example',
};
const name = Buffer.from(family.firstName);
const sha256 = (text: string) => createHash('sha256').update(text);
const json = JSON.stringify({ user: { name: family.firstName }, n: 7 });

const forms: readonly (readonly [string, string | Uint8Array, string, string])[] = [
  ['as it is', `hello ${family.firstName}!`, 'firstName', 'plain'],
  ['in another case', 'QUILLFEATHER.FAMILY@Mail.Example', 'guardianEmail', 'plain'],
  ['without accents', 'quillfeather plum', 'firstName', 'plain'],
  ['as a day is written elsewhere', 'born 27.02.2019', 'birthday', 'plain'],
  ['as digits', 'tel=4455501 00'.replace(' ', '') + '77', 'phone', 'plain'],
  ['reversed', Array.from(family.firstName).reverse().join(''), 'firstName', 'reversed'],
  ['in an address', `?n=${encodeURIComponent(family.firstName)}`, 'firstName', 'percent'],
  ['with every octet escaped', name.toString('hex').replaceAll(/../g, '%$&'), 'firstName', 'percent'],
  ['with escapes of JSON', json.replace('û', '\\u00fb'), 'firstName', 'json'],
  ['with entities of HTML', '<p>Quillfeather Pl&#xfb;m</p>', 'firstName', 'html'],
  ['in base64', name.toString('base64'), 'firstName', 'base64'],
  ['in base64url', Buffer.from(`???>>>${family.guardianEmail}`).toString('base64url'), 'guardianEmail', 'base64'],
  ['in hexadecimal', name.toString('hex'), 'firstName', 'hex'],
  ['in UTF-16, big end first', Buffer.from(family.firstName, 'utf16le').swap16(), 'firstName', 'utf-16'],
  ['in UTF-16, little end first', Buffer.from(family.firstName, 'utf16le'), 'firstName', 'utf-16'],
  ['in gzip', gzipSync(json), 'firstName', 'gzip'],
  ['in zlib', deflateSync(json), 'firstName', 'deflate'],
  ['in raw deflate', deflateRawSync(json), 'firstName', 'deflate'],
  ['in brotli', brotliCompressSync(json), 'firstName', 'br'],
  ['as MD5 of small letters', createHash('md5').update(family.guardianEmail).digest('hex'), 'guardianEmail', 'md5'],
  ['as SHA-1 of digits', createHash('sha1').update('44555010077').digest('hex'), 'phone', 'sha1'],
  ['as SHA-256 in base64', sha256(family.guardianEmail).digest('base64'), 'guardianEmail', 'base64+sha256'],
  ['as octets of SHA-256', sha256(family.guardianEmail).digest(), 'guardianEmail', 'sha256'],
  ['in gzip in base64', `d=${gzipSync(json).toString('base64')}`, 'firstName', 'base64+gzip'],
  ['in base64 in base64', Buffer.from(name.toString('base64')).toString('base64'), 'firstName', 'base64+base64'],
  ['in base64 escaped', encodeURIComponent(Buffer.from(`?>${json}`).toString('base64')), 'firstName', 'base64'],
  ['in base64 in hexadecimal', Buffer.from(name.toString('base64')).toString('hex'), 'firstName', 'hex+base64'],
  ['in JSON in JSON', JSON.stringify({ body: JSON.stringify({ name: 'Quillfeather Plum' }) }), 'firstName', 'plain'],
  ['as a digest in gzip', gzipSync(sha256(family.guardianEmail).digest('hex')), 'guardianEmail', 'gzip+sha256'],
];

describe('canaries', () => {
  for (const [title, content, wanted, encoding] of forms)
    it(`are found ${title}`, () => {
      const told = (found: { readonly name: string; readonly encoding: string }) =>
        `${found.name} ${found.encoding.replace('base64url', 'base64')}`;
      expect(canariesIn(content, family).map(told)).to.include(`${wanted} ${encoding}`);
      expect(canariesIn(content, family).map((found) => found.name)).to.satisfy((names: readonly string[]) =>
        names.every((found) => found === wanted),
      );
    });

  it('are not found in what anybody writes', () => {
    const text = 'The quill of a feather, the plum of 2019, and 0100 reasons. '.repeat(2000);
    expect(canariesIn(text, family)).to.deep.equal([]);
    expect(canariesIn(gzipSync(text), family)).to.deep.equal([]);
  });

  it('do not make a bomb of what unpacks to more than it is', () => {
    const bomb = gzipSync(gzipSync(Buffer.alloc(60_000_000)));
    const started = performance.now();
    expect(canariesIn(bomb, family)).to.deep.equal([]);
    expect(canariesIn(Buffer.from(bomb.toString('base64').repeat(50)), family)).to.deep.equal([]);
    expect(performance.now() - started).to.be.below(20_000);
  });

  it('are looked for in any bytes without a throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => Array.isArray(canariesIn(bytes, family))),
      { numRuns: 300 },
    );
  });
});

describe('a search for many patterns', () => {
  const word = fc.array(fc.constantFrom(97, 98, 65, 66, 0x80, 0xff), { minLength: 4, maxLength: 7 });
  const haystack = fc.array(fc.constantFrom(97, 98, 65, 66, 0x80, 0xff, 0), { maxLength: 200 });

  it('finds exactly what a search for each by itself finds', () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), haystack, (words, text) => {
        const low = (bytes: readonly number[]) =>
          Buffer.from(bytes.map((byte) => (byte >= 65 && byte <= 90 ? byte + 32 : byte))).toString('latin1');
        const expected = words.flatMap((each, pattern) => {
          const places: string[] = [];
          for (let at = low(text).indexOf(low(each)); at !== -1; at = low(text).indexOf(low(each), at + 1))
            places.push(`${pattern} ${at}`);
          return places;
        });
        const found = new ManyPatterns(words.map((each) => Uint8Array.from(each))).matches(Uint8Array.from(text));
        expect(found.map(({ pattern, start }) => `${pattern} ${start}`).sort()).to.deep.equal(expected.sort());
      }),
      { numRuns: 2000 },
    );
  });

  it('stops at the number it was given', () => {
    const patterns = new ManyPatterns([Buffer.from('aaaa')]);
    expect(patterns.matches(Buffer.alloc(1000, 'a'), 10)).to.have.length(10);
  });

  it('refuses a pattern that would be found everywhere', () => {
    expect(() => new ManyPatterns([Buffer.from('abc')])).to.throw('too short');
  });
});
