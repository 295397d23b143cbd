import { describe, it } from 'mocha';
import { contains, documentsOf, quoted, retrieved } from '../../documents.ts';
import { eachRow, evidence, expect, inconclusive } from '../../vocabulary.ts';
import { officialLanguages } from '../languages.ts';

describe('INFO-4 Help is reachable', () => {
  it('INFO-4-1 contact, languages and address are given', () => {
    const { product } = evidence('declaration');
    const versions = documentsOf('consumer-information');
    eachRow(
      product.placesOfSale.map((place) => ({ id: place })),
      ({ id: place }) => {
        const official = officialLanguages[place];
        if (official === undefined) inconclusive(`the official languages of ${place} are not known here`);
        const own = versions.filter(({ language }) => official.includes(language.slice(0, 2)));
        expect(own, `no consumer information is in an official language of ${place}`).to.not.be.empty;
        for (const version of own) retrieved(version);
      },
    );
    const given = { contact: product.contact, 'certificate-address': product.certificateAddress };
    const rows = versions.flatMap((version) =>
      Object.entries(given).map(([states, words]) => ({ id: `${version.id}/${states}`, version, states, words })),
    );
    eachRow(rows, ({ version, states, words }) => {
      expect(words, `the declaration gives no ${states}`).to.not.equal(undefined);
      const { quote } = quoted(version, states);
      const said = `the words quoted from ${version.id} do not hold the declared ${states} "${words}"`;
      expect(contains(quote, words ?? ''), said).to.equal(true);
    });
  });
});
