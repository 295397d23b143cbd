import { describe, it } from 'mocha';
import { grouped } from '../../grouped.ts';
import { eachRow, evidence, expect, inconclusive, limit } from '../../vocabulary.ts';
import { attemptsWith, couldPair, gotKeys, offerOf, opened, short, tableOf, type Operation } from '../le.ts';

describe('BT-3 The link is strongly paired', () => {
  it('BT-3-1 a pairing offered without Secure Connections opens nothing protected', () => {
    nothingOpensAfter('legacy', 'legacy pairing');
  });

  it('BT-3-2 Just Works does not open a protected characteristic', () => {
    nothingOpensAfter('just-works', 'Just Works');
  });

  it('BT-3-3 a key shorter than the limit is refused', () => {
    eachRow(evidence('declaration').product.units, ({ id }) => {
      const short = attemptsWith(id).filter(({ offer }) => offer !== undefined && offer.keySize < limit('keySize'));
      for (const attempt of short)
        expect(gotKeys(attempt), `${id} paired under a short key (${offerOf(attempt)})`).to.be.false;
      if (short.length === 0) inconclusive(`nobody offered ${id} a key of fewer than ${limit('keySize')} octets`);
      couldPair(id);
    });
  });

  it('BT-3-4 the recorded pairing of its own phone is strong and under a whole key', () => {
    const pairings = evidence('bluetooth-capture').pairings.filter(
      ({ transport, outcome }) => transport === 'le' && outcome === 'keys',
    );
    if (pairings.length === 0) inconclusive('no recording holds a pairing over Low Energy that ended with keys');
    eachRow(pairings, ({ unit, protocol, method, keySize, debugKeys, secret, openedPackets }) => {
      if (protocol === undefined || method === undefined || keySize === undefined)
        inconclusive(`the recording of ${unit} lost a part of the pairing`);
      const proof = secret === undefined ? '' : `; a listener finds its key ${secret.value}`;
      const read = openedPackets > 0 ? ` and reads ${openedPackets} packets` : '';
      expect(protocol, `${unit} paired by legacy pairing (${method})${proof}${read}`).to.equal('secure-connections');
      expect(method, `nobody confirmed or entered a number when ${unit} paired`).not.to.equal('just-works');
      expect(keySize, `${unit} took a key of ${keySize} octets`).to.be.at.least(limit('keySize'));
      expect(debugKeys, `the published debug key was used when ${unit} paired`).to.deep.equal([]);
    });
  });

  it('BT-3-5 numbers are not taken for equal until a hand at the toy confirms them', () => {
    eachRow(evidence('declaration').product.units, ({ id }) => {
      const compared = attemptsWith(id).filter(({ method }) => method === 'numeric-comparison');
      const alone = compared.filter(({ confirmed }) => confirmed === 'bench-alone');
      const paired = alone.some((attempt) => gotKeys(attempt));
      expect(paired, `${id} took two numbers for equal although nobody had touched it`).to.be.false;
      if (compared.length > 0 && alone.length === 0) inconclusive(`nobody left ${id} alone with a number to compare`);
      couldPair(id);
    });
  });
});

const placeOf = ({ unit, service, characteristic }: Pick<Operation, 'unit' | 'service' | 'characteristic'>) =>
  `${unit} ${service} ${characteristic}`;

const empty = 'no characteristic is declared to carry personal data, sound or control';

/** Whatever a weak pairing gives, what carries something stays closed. */
function nothingOpensAfter(state: 'legacy' | 'just-works', name: string): void {
  const { product, ixit } = evidence('declaration');
  const carrying = ixit.gattCharacteristics.filter(({ carries }) => carries !== undefined);
  const rows = product.units.flatMap(({ id: unit }) =>
    carrying.map((row) => ({ ...row, id: `${unit}/${row.id}`, unit })),
  );
  // What is open without any pairing is open after a weak one too.
  const tried = evidence('ble-gatt').operations.filter((each) => each.state === state || each.state === 'unpaired');
  const triedAt = grouped(tried, placeOf);
  eachRow(
    rows,
    ({ unit, service, uuid }) => {
      const own = triedAt(placeOf({ unit, service: short(service), characteristic: short(uuid) }));
      const effective = own.filter((each) => opened(each)).map(({ operation }) => operation);
      expect(effective, `after ${name} ${unit} opens ${uuid} to`).to.be.empty;
      const table = tableOf(unit, state);
      if (table === undefined) inconclusive(`nobody offered ${unit} ${name}`);
      if (table.reached && !own.some((each) => each.state === state))
        inconclusive(`after ${name} nobody tried ${uuid} of ${unit}`);
      if (!table.reached && table.pairing === undefined) inconclusive(`${unit} was not met for ${name}`);
      if (tableOf(unit, 'authenticated')?.reached !== true)
        inconclusive(`the bench could not pair with ${unit} at all, so that its refusal of ${name} shows nothing`);
    },
    { empty },
  );
}
