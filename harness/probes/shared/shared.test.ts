import { createHash } from 'node:crypto';
import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { canariesIn } from './canaries/canaries.ts';
import { printable } from './printable.ts';

const value = 'Quillfeather Plum';
const child = { firstName: value, phone: '+44 555 0100 77' };
const bytes = Buffer.from(value);

const forms: readonly (readonly [string, string | Uint8Array, string])[] = [
  ['in plain words', `hello ${value}!`, 'plain'],
  ['in capitals', value.toUpperCase(), 'plain'],
  ['percent-encoded', `?name=${encodeURIComponent(value)}&x=1`, 'percent'],
  ['as a form field', 'name=Quillfeather+Plum', 'form'],
  ['in base64 at offset 0', bytes.toString('base64'), 'base64'],
  ['in base64 at offset 1', Buffer.concat([Buffer.from('x'), bytes, Buffer.from('tail')]).toString('base64'), 'base64'],
  [
    'in base64 at offset 2',
    Buffer.concat([Buffer.from('xy'), bytes, Buffer.from('tail')]).toString('base64'),
    'base64',
  ],
  ['in hexadecimal', bytes.toString('hex').toUpperCase(), 'hex'],
  ['in UTF-16', Buffer.from(value, 'utf16le'), 'utf-16'],
  ['as SHA-256', createHash('sha256').update(value).digest('hex'), 'sha256'],
  ['as MD5 in lower case', createHash('md5').update(value.toLowerCase()).digest('hex'), 'md5'],
];

describe('canaries', () => {
  for (const [name, text, encoding] of forms)
    it(`are found ${name}`, () => {
      expect(canariesIn(text, child)).to.deep.equal([{ name: 'firstName', encoding }]);
    });

  it('are not found where they are not', () => {
    expect(canariesIn('a quill, a feather and a plum', child)).to.deep.equal([]);
    expect(canariesIn('anything', undefined)).to.deep.equal([]);
  });

  it('are found in base64 whatever surrounds them', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 9 }), fc.uint8Array({ maxLength: 9 }), (before, after) => {
        const text = Buffer.concat([before, bytes, after]).toString('base64');
        return canariesIn(text, { firstName: value }).length === 1;
      }),
    );
  });
});

describe('printable text', () => {
  it('shows what would mislead a reader or a terminal', () => {
    expect(printable('a\u001b[31mb\u0000\u202ec\n')).to.equal('a\\x1b[31mb\\x00\\u{202e}c\\x0a');
  });

  it('is bounded', () => {
    expect(printable('x'.repeat(1000), 10)).to.equal('xxxxxxxxxx…');
  });

  it('never holds a control or formatting character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => !/[\p{Cc}\p{Cf}\u2028\u2029]/u.test(printable(text))),
    );
  });
});
