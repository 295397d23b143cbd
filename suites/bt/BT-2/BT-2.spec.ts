import { describe, it } from 'mocha';
import { eachRow, evidence, expect, inconclusive } from '../../vocabulary.ts';
import { declaredRows, everyTableWhole, isSubscription, isWrite, named, short, tableOf } from '../le.ts';

describe('BT-2 Nothing of value is reachable before pairing', () => {
  it('BT-2-1 every characteristic readable without pairing is declared public', () => {
    const reads = evidence('ble-gatt').operations.filter(
      ({ state, operation }) => state === 'unpaired' && operation === 'read',
    );
    // Whether a link subscribed may always be read (Vol 3 Part G 3.3.3.3).
    const telling = reads.filter(({ kind, uuid }) => !(kind === 'descriptor' && uuid === '2902'));
    const declaredOf = declaredRows();
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
    const declaredOf = declaredRows();
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

  it('BT-2-4 a recording shows nothing granted before encryption but public readings', () => {
    const { connections, attributes } = evidence('bluetooth-capture');
    const { product, ixit } = evidence('declaration');
    const open = new Set(
      ixit.gattCharacteristics.filter((row) => row.public !== undefined).map(({ uuid }) => short(uuid)),
    );
    eachRow(
      attributes.filter(({ encrypted }) => !encrypted),
      ({ unit, operation, handle, characteristic }) => {
        const what = `${operation} of ${characteristic ?? `handle ${handle}`}`;
        if (operation === 'write-command') inconclusive(`whether ${unit} obeyed the ${what} cannot be seen`);
        const isRead = operation === 'read';
        if (isRead && characteristic === undefined)
          inconclusive(`the recording does not tell what handle ${handle} of ${unit} is`);
        const allowed = isRead && open.has(characteristic ?? '');
        expect(allowed, `${unit} granted the ${what} while its link was not encrypted`).to.be.true;
      },
      { empty: 'nothing was granted over a link that was not encrypted' },
    );
    for (const { id } of product.units) {
      const used = connections.some(
        ({ id: connection, unit, startSeen, encryptions }) =>
          unit === id && startSeen && (encryptions > 0 || attributes.some((row) => row.connection === connection)),
      );
      if (!used) inconclusive(`no recording shows a use of ${id} from its connection on`);
    }
  });
});
