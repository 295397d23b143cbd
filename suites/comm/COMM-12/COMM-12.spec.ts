import { describe, it } from 'mocha';
import { evidence, expect, inconclusive } from '../../vocabulary.ts';
import { eachServer, placeOf } from '../tls-servers.ts';

describe('COMM-12 Every unit has a TLS key of its own', () => {
  it('COMM-12-1 no private key is shared between units or products', () => {
    const { product } = evidence('declaration');
    const serialOf = (unit: string) => product.units.find(({ id }) => id === unit)?.serial ?? unit;
    eachServer((server) => {
      const { servers, certificates } = evidence('tls-server');
      const leaves = certificates.filter(({ position }) => position === 0);
      const keys = new Set(leaves.filter((leaf) => leaf.server === server.id).map((leaf) => leaf.publicKeyDigest));
      if (keys.size === 0) inconclusive(`no certificate of ${placeOf(server)} was seen`);
      const others = servers.filter(({ unit }) => serialOf(unit) !== serialOf(server.unit));
      const sharing = others.filter(({ id }) =>
        leaves.some((leaf) => leaf.server === id && keys.has(leaf.publicKeyDigest)),
      );
      const said = sharing.map(placeOf).join(', ');
      expect(sharing, `${placeOf(server)} uses the same key as ${said}`).to.be.empty;
      const comparable = others.filter(
        ({ id, unit, service }) =>
          unit !== 'cloud' && service === server.service && leaves.some((leaf) => leaf.server === id),
      );
      if (comparable.length === 0) inconclusive(`the key of ${placeOf(server)} was not compared with another unit's`);
    }, true);
  });
});
