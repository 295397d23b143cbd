import { describe, it } from 'mocha';
import { eachRow, evidence, expect, inconclusive } from '../../vocabulary.ts';

describe('WIFI-1 The set-up network is closed', () => {
  it('WIFI-1-2 the keys of two units differ', () => {
    const { ixit, product } = evidence('declaration');
    eachRow(ixit.wifiNetworks, ({ id, key }) => {
      expect(key, `the network ${id} is declared without a key`).to.exist;
      const credential = ixit.credentials.find((row) => row.id === key);
      if (credential?.factory === false) inconclusive(`${key} is made after the factory, so nothing was read of it`);
      const { credentials, pairs } = evidence('factory-credentials');
      const own = pairs.filter((pair) => pair.credential === key);
      const shared = own.filter(({ equal }) => equal).map(({ units }) => units.join(' and '));
      expect(shared, `the network ${id} has the same key on ${shared.join(', ')}`).to.be.empty;
      if (own.length === 0) inconclusive(`${key} was not read from two units, so nothing can be compared`);
      const unread = product.units.filter(
        (unit) => !credentials.some((read) => read.credential === key && read.unit === unit.id),
      );
      if (unread.length > 0) inconclusive(`${key} was not read from ${unread.map((unit) => unit.id).join(', ')}`);
    });
  });
});
