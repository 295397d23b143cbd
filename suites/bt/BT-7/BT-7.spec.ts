import { describe, it } from 'mocha';
import { eachRow, evidence, expect, inconclusive, inTime } from '../../vocabulary.ts';
import { attemptsWith, declaredRows, gotKeys, named, offerOf, opened, tableOf } from '../le.ts';

describe('BT-7 A second person cannot take the toy over', () => {
  it('BT-7-1 a stranger cannot replace the bond of the owner', () => {
    eachRow(evidence('declaration').product.units, ({ id }) => {
      const tries = attemptsWith(id).filter(({ state }) => state === 'bonded');
      for (const attempt of tries) {
        const as = attempt.by === 'stranger-as-owner' ? " under the owner's address" : '';
        expect(gotKeys(attempt), `a stranger${as} got keys of the bonded ${id} (${offerOf(attempt)})`).to.be.false;
      }
      const returns = evidence('ble-pairing').returns.filter(({ unit }) => unit === id);
      if (returns.find(({ after }) => after === 'bonding')?.encrypted !== true || tries.length === 0)
        inconclusive(`the bench could not bond with ${id} and come back, so that nobody could try to replace its bond`);
      const later = returns.find(({ after }) => after === 'strangers');
      if (later?.connected !== true) inconclusive(`${id} was not met again after the strangers`);
      if (!later.encrypted) inTime('ble-pairing', later.lateness, `${id} to take its owner's key`);
      expect(later.encrypted, `${id} no longer takes the owner's key after strangers have tried`).to.be.true;
    });
  });

  it('BT-7-2 a stranger who connects first cannot use protected characteristics', () => {
    const { operations } = evidence('ble-gatt');
    const before = new Map(operations.filter(({ state }) => state === 'unpaired').map((row) => [keyOf(row), row]));
    const declaredOf = declaredRows();
    const tried = operations.filter((row) => row.state === 'owner-away' && declaredOf(row)?.public === undefined);
    // What is open to everybody at all times is judged by BT-2.
    const closed = tried.filter((row) => {
      const earlier = before.get(keyOf(row));
      return earlier?.answer === 'error' && !opened(earlier);
    });
    eachRow(closed, (row) => {
      expect(opened(row), `while the owner was away a stranger had success with the ${named(row)}`).to.be.false;
      if (row.answer === 'unanswered') inconclusive(`the ${named(row)} was not answered`);
    });
    for (const { id } of evidence('declaration').product.units)
      if (tableOf(id, 'owner-away')?.reached !== true)
        inconclusive(`no stranger came to ${id} while its owner was away`);
  });

  it('BT-7-3 a second host gets no key over Bluetooth Classic and the owner keeps his', () => {
    eachRow(evidence('bluetooth-classic').bonds, ({ unit, strangerKeys, ownerBefore, ownerAfter, lateness }) => {
      expect(strangerKeys, `a second host paired with ${unit} although it has an owner`).to.equal(false);
      if (!ownerBefore) inconclusive(`the owner of ${unit} could not connect again before the second host came`);
      if (!ownerAfter) inTime('bluetooth-classic', lateness, `${unit} to connect to its owner`);
      expect(ownerAfter, `the owner of ${unit} cannot connect any more after a second host came`).to.equal(true);
    });
  });
});

const keyOf = ({
  unit,
  handle,
  operation,
}: {
  readonly unit: string;
  readonly handle: number;
  readonly operation: string;
}) => `${unit} ${handle} ${operation}`;
