import { expect } from 'chai';
import { describe, it } from 'mocha';
import { soon } from './soon.ts';

const { signal } = new AbortController();

describe('what is to be there soon', () => {
  it('is looked for until it is there, also where it comes late', async () => {
    const seen = ['', '', 'a message'];
    const { value } = await soon(
      () => Promise.resolve(seen.shift() ?? 'too often'),
      (text) => text !== '',
      signal,
    );
    expect(value).to.equal('a message');
  });

  it('is given up after five seconds, with how late the bench itself was', async () => {
    const { value, lateness } = await soon(
      () => Promise.resolve(false),
      (seen) => seen,
      signal,
    );
    expect(value).to.equal(false);
    expect(lateness.waitedMilliseconds).to.be.at.least(5000);
  }).timeout(30_000);
});
