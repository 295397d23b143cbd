import { describe, it } from 'mocha';
import { eachRow, evidence, expect, inconclusive } from '../../vocabulary.ts';
import { declaredOf, everyTableWhole, isSubscription, isWrite, named, tableOf } from '../le.ts';

describe('BT-2 Nothing of value is reachable before pairing', () => {
  it('BT-2-1 every characteristic readable without pairing is declared public', () => {
    const reads = evidence('ble-gatt').operations.filter(
      ({ state, operation }) => state === 'unpaired' && operation === 'read',
    );
    // Whether a link subscribed may always be read (Vol 3 Part G 3.3.3.3).
    const telling = reads.filter(({ kind, uuid }) => !(kind === 'descriptor' && uuid === '2902'));
    eachRow(telling, (row) => {
      if (row.answer === 'unanswered')
        inconclusive(`the ${named(row)} was answered neither with a value nor with an error`);
      const isPublic = declaredOf(row)?.public !== undefined;
      expect(
        row.answer === 'value' && !isPublic,
        `a stranger got the value by ${named(row)}, which is not declared public`,
      ).to.be.false;
    });
    everyTableWhole();
  });

  it('BT-2-2 no characteristic can be written without pairing', () => {
    const writes = evidence('ble-gatt').operations.filter((row) => row.state === 'unpaired' && isWrite(row));
    // What starts an update has a dialogue of its own, which BT-8 judges.
    eachRow(
      writes.filter((row) => declaredOf(row)?.update !== true),
      (row) => {
        expect(row.answer, `a stranger's ${named(row)} was acknowledged`).not.to.equal('acknowledged');
        expect(row.changed, `a stranger's ${named(row)} is seen in the value afterwards`).not.to.equal(true);
        if (row.answer === 'not-sent') inconclusive(`nobody consented to the ${named(row)}`);
        if (row.answer === 'unanswered') inconclusive(`the ${named(row)} was not answered`);
        if (row.answer === 'none' && row.changed === undefined)
          inconclusive(`nobody could look whether the ${named(row)} had an effect`);
      },
    );
    everyTableWhole();
  });

  it('BT-2-3 no characteristic notifies without pairing', () => {
    const { operations, pushed } = evidence('ble-gatt');
    const subscriptions = operations.filter((row) => row.state === 'unpaired' && isSubscription(row));
    const arrived = pushed.filter(({ state }) => state === 'unpaired');
    eachRow<{ readonly id: string }>(
      [...subscriptions, ...arrived],
      ({ id }) => {
        const row = subscriptions.find((each) => each.id === id);
        const value = arrived.find((each) => each.id === id);
        expect(value?.values ?? 0, `values of ${value?.characteristic} of ${value?.unit} came to a stranger`).to.equal(
          0,
        );
        if (row === undefined) return;
        expect(row.answer, `a stranger could subscribe: ${named(row)}`).not.to.equal('acknowledged');
        if (row.answer === 'unanswered') inconclusive(`the ${named(row)} was not answered`);
      },
      { empty: 'no characteristic can be subscribed to, and no value came by itself' },
    );
    everyTableWhole();
    for (const { id } of evidence('declaration').product.units)
      if (tableOf(id, 'unpaired')?.played !== true) inconclusive(`nobody played with ${id} while the bench listened`);
  });
});
