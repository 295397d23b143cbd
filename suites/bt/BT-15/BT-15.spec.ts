import { describe, it } from 'mocha';
import { grouped } from '../../grouped.ts';
import { eachRow, evidence, expect, inconclusive } from '../../vocabulary.ts';

describe('BT-15 Advertisements carry no lasting mark', () => {
  it('BT-15-1 no payload field identifies the unit across a rotation', () => {
    const { addresses } = evidence('ble-advertising');
    const { units } = evidence('declaration').product;
    const kinds = [...new Set(evidence('ble-advertising').fields.map(({ type }) => type))];
    const rows = units.flatMap(({ id: unit }) => kinds.map((type) => ({ id: `${unit}/${type}`, unit, type })));
    if (units.length < 2) inconclusive('one unit alone does not show what tells units apart');
    const valuesOf = lastValues();
    eachRow(rows, ({ unit, type }) => {
      const own = valuesOf(unit, type);
      const others = units.filter(({ id }) => id !== unit).map(({ id }) => valuesOf(id, type));
      for (const other of others) {
        const marks = lasting(own).filter(([at, octet]) =>
          lasting(other).some(([place, its]) => place === at && its !== octet),
        );
        expect(
          marks.map(([at]) => at + 1),
          `${unit} can be told by octets of field ${type} that stay`,
        ).to.be.empty;
        expect(countsOn(own) && countsOn(other), `field ${type} of ${unit} goes on counting when the address changes`)
          .to.be.false;
      }
      const changes = addresses.filter((each) => each.unit === unit).length - 1;
      if (changes < 3) inconclusive(`${unit} changed its address ${Math.max(0, changes)} times, fewer than three`);
    });
  });
});

/** The last value of a kind of field under each address, in the order in which the addresses were used. */
function lastValues(): (unit: string, type: string) => readonly string[] {
  const { addresses, fields } = evidence('ble-advertising');
  const used = grouped(
    addresses.toSorted((one, other) => one.place - other.place),
    ({ unit }) => unit,
  );
  const under = grouped(fields, ({ address }) => address);
  return (unit, type) =>
    used(unit)
      .flatMap(({ id }) =>
        under(id)
          .filter((field) => field.type === type)
          .slice(-1),
      )
      .map(({ value }) => value);
}

/** Places and octets that are the same in all of at least two values. */
function lasting(values: readonly string[]): readonly (readonly [at: number, octet: string])[] {
  const [first = ''] = values;
  const octets = first.match(/../g) ?? [];
  return octets
    .map((octet, at) => [at, octet] as const)
    .filter(([at, octet]) => values.length > 1 && values.every((value) => value.slice(2 * at, 2 * at + 2) === octet));
}

/** Whether values rise by little each time, read from either end. */
function countsOn(values: readonly string[]): boolean {
  if (values.length < 3 || values.some((value) => value === '' || value.length !== values[0]?.length)) return false;
  const forwards = values.map((value) => BigInt(`0x${value}`));
  const backwards = values.map((value) => BigInt(`0x${(value.match(/../g) ?? []).toReversed().join('')}`));
  return [forwards, backwards].some((numbers) =>
    numbers.slice(1).every((number, n) => {
      const step = number - (numbers[n] ?? 0n);
      return step > 0n && step < 1000n;
    }),
  );
}
