import { join } from 'node:path';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { cannot, needs } from '../development/needs.ts';
import { runInNamespace } from './namespace.ts';

const probe = join(import.meta.dirname, 'namespace.fixture.js');

describe('a network of its own', () => {
  it('holds the toy at its addresses, announced from each, and nothing else', async function () {
    needs(this, 'unshare', 'ip');
    this.timeout(20_000);
    const ran = await runInNamespace(probe, []);
    if (ran === undefined) cannot(this, 'this system allows no network namespace');
    expect(ran.errors).to.equal('');
    expect(JSON.parse(ran.output)).to.deep.equal({
      addresses: ['127.0.0.1', '192.0.2.1', '2001:db8::1', '::1'],
      reached: {
        '192.0.2.10': true,
        '192.0.2.11': true,
        '2001:db8::10': true,
        '2001:db8::11': true,
        '192.0.2.80': true,
      },
      strangers: [],
      announcedFrom: ['192.0.2.10', '192.0.2.11', '2001:db8::10', '2001:db8::11'],
    });
    expect(ran.code).to.equal(0);
  });
});
