import { createHmac } from 'node:crypto';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { after, marksIn, pick, shapeOf } from '../shared/service/content.ts';
import { fill } from '../shared/service/fill.ts';
import { pictureOf } from '../shared/service/picture.ts';
import { likeIt } from './enumeration.ts';
import { parametersOf, withValue } from './parameters.ts';
import { pairs } from './injection-pairs.ts';
import { seriesRow } from './series.ts';
import { alteredTokens } from './tokens.ts';

const where = { id: 's/1', api: 'portal', name: 'code' };
const drawn = (make: (at: number) => string) =>
  seriesRow(
    where,
    Array.from({ length: 12 }, (_, at) => make(at)),
  );

describe('order among values that are drawn one after the other', () => {
  it('a counter leaves no free bits, in figures as in hexadecimal', () => {
    expect(drawn((at) => String(4000 + at))).to.include({ counting: true, freeBits: 0 });
    expect(drawn((at) => (0xabc0 + at * 2).toString(16))).to.include({ counting: true, freeBits: 1 });
  });

  it('a time in front and a fixed part are taken away', () => {
    const made = (at: number) =>
      `${1_700_000_000 + at * 7}-toy-${createHmac('sha256', String(at)).update('x').digest('hex').slice(0, 8)}`;
    expect(drawn(made).freeBits).to.equal(32);
  });

  it('sixteen letters of 31 hold 79 bits', () => {
    const letters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
    const made = (at: number) =>
      [...createHmac('sha256', String(at)).update('y').digest().subarray(0, 16)]
        .map((octet) => letters[octet % 31])
        .join('');
    expect(drawn(made).freeBits).to.be.within(75, 80);
  });

  it('no values are no order', () => {
    expect(seriesRow(where, [])).to.include({ count: 0, distinct: 0, counting: false });
  });
});

describe('altered tokens', () => {
  const token = 'eyJhbGciOiJIUzI1NiJ9.eyJ1bnRpbCI6MTd9.c2lnbmF0dXJlLXNpZ25hdHVyZQ';

  it('each differs from the genuine one, in its own part', () => {
    const made = alteredTokens(token);
    expect(made.map(({ credentials }) => credentials)).to.deep.equal([
      'altered-header',
      'altered-claims',
      'altered-signature',
      'other-issuer',
    ]);
    expect(new Set([token, ...made.map(({ credential }) => credential)]).size).to.equal(5);
  });

  it('the claims can still be read', () => {
    const claims = alteredTokens(token)[1]!.credential.split('.')[1]!;
    expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).to.deep.equal({ until: 27 });
  });

  it('a token without parts is changed in one character', () => {
    expect(alteredTokens('abcdef')).to.deep.equal([{ credentials: 'altered', credential: 'abcAef' }]);
  });
});

describe('requests', () => {
  it('values are escaped where they stand', () => {
    const filled = fill({ method: 'GET', path: '/x/{name}' }, new Map([['name', '../a b']]));
    expect(filled?.path).to.equal('/x/..%2Fa%20b');
    expect(fill({ method: 'GET', path: '/x/{other}' }, new Map())).to.equal(undefined);
  });

  it('every parameter but passwords and codes is given the corpus', () => {
    const request = {
      method: 'POST',
      path: '/c/{id}?q=moon',
      json: { name: '{n}', password: 'x', code: 'y', age: 3 },
    } as const;
    const found = parametersOf({ id: 'c', api: 'a', does: 'create', request });
    expect(found.map(({ name, kind }) => `${kind} ${name}`)).to.deep.equal(['path id', 'query q', 'json name']);
    expect(withValue(request, found[1]!, "' OR 1=1").path).to.equal('/c/{id}?q=%27+OR+1%3D1');
  });

  it('a harmless pair has nothing that a service could execute', () => {
    for (const { name, harmlessOne, harmlessOther } of pairs('moon', 'query'))
      for (const value of [harmlessOne, harmlessOther]) expect(String(value), name).to.not.match(/['`$<>{}\r\n]|\.\./);
  });
});

describe('contents', () => {
  it('what was sent to get an answer is no mark', () => {
    expect(marksIn('no child Quill abc', ['quill abc', 'owl'], 'GET /?name=Quill abc')).to.equal(0);
    expect(marksIn('{"name":"QUILL ABC"}', ['quill abc'], 'GET /')).to.equal(1);
  });

  it('another identifier looks like the one there is, and is never the same', () => {
    const drawn = Array.from({ length: 200 }, () => likeIt('7'));
    expect(drawn.every((one) => /^[0-689]$/.test(one))).to.equal(true);
    expect(likeIt('Pip-09_x')).to.match(/^[A-Z][a-z]{2}-\d\d_[a-z]$/);
    expect(likeIt('--')).to.equal('--');
  });

  it('the form of JSON is told without its values', () => {
    expect(shapeOf('{"a":[{"b":1}],"c":"x"}')).to.equal(shapeOf('{"c":"y","a":[{"b":2},{"b":3}]}'));
    expect(shapeOf('{"a":1}')).to.not.equal(shapeOf('{"b":1}'));
    expect(shapeOf('<html>')).to.equal(undefined);
    expect(pick('{"a":{"b":7}}', 'a.b')).to.equal('7');
    expect(pick('[', 'a')).to.equal(undefined);
  });

  it('the last mail counts', () => {
    expect(after('Your code is AAAA-1. Your code is BBBB-2.', 'Your code is ')).to.equal('BBBB-2');
    expect(after('nothing', 'Your code is ')).to.equal(undefined);
  });

  it('a picture holds its word', () => {
    expect(pictureOf('abcdefg').includes('abcdefg')).to.equal(true);
  });
});
