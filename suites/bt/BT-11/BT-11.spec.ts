import { describe, it } from 'mocha';
import type { BluetoothClassicObservation, Declared } from '../../../schemas/types.ts';
import { eachRow, evidence, expect, inconclusive } from '../../vocabulary.ts';
import { short, tableOf } from '../le.ts';

type Declaration = Declared['ixit']['classicServices'][number];
type Record = BluetoothClassicObservation['records'][number];

const isDeclared = ({ classes, channel }: Record, declared: readonly Declaration[]): boolean =>
  declared.some((row) => row.classes.some((each) => classes.includes(each)) && row.channel === channel);

const nameOf = ({ classes, name, channel }: Record): string =>
  `${name ?? classes.join(', ')}${channel === undefined ? '' : ` on serial channel ${channel}`}`;

describe('BT-11 Every Bluetooth service is declared', () => {
  it('BT-11-1 the attribute table found equals the declared one', () => {
    const { product, ixit } = evidence('declaration');
    const found = evidence('ble-gatt').attributes.filter(({ kind }) => kind === 'value');
    const placed = found.map((row) => ({ ...row, place: `${row.service}/${row.uuid}` }));
    const declared = ixit.gattCharacteristics.map((row) => ({
      ...row,
      place: `${short(row.service)}/${short(row.uuid)}`,
    }));
    const rows = product.units.flatMap(({ id: unit }) => {
      const own = placed.filter((each) => each.unit === unit);
      return [...new Set([...own, ...declared].map(({ place }) => place))].map((place) => ({
        id: `${unit}/${place.replace(/^\//, 'none/')}`,
        unit,
        place,
        own,
      }));
    });
    eachRow(rows, ({ unit, place, own }) => {
      const seen = own.find((row) => row.place === place);
      const said = declared.find((row) => row.place === place);
      expect(said, `${unit} offers ${place}, which nobody declared`).not.to.equal(undefined);
      if (seen === undefined && !isWhole(unit)) inconclusive(`the attribute table of ${unit} is not whole`);
      expect(seen, `${unit} does not offer ${place}, which is declared`).not.to.equal(undefined);
      const properties = [...(seen?.properties ?? [])].sort();
      expect(properties, `${unit} offers ${place} with other properties than are declared`).to.deep.equal(
        [...(said?.properties ?? [])].sort(),
      );
    });
    for (const { id } of product.units) if (!isWhole(id)) inconclusive(`the attribute table of ${id} is not whole`);
  });

  it('BT-11-2 every service record is declared', () => {
    const declared = evidence('declaration').ixit.classicServices;
    const { records, channels, browsings } = evidence('bluetooth-classic');
    eachRow(
      records,
      (record) => {
        const said = `${record.unit} offers ${nameOf(record)}, which is not declared`;
        expect(isDeclared(record, declared), said).to.equal(true);
      },
      { empty: 'no unit told a service record' },
    );
    const answering = channels.filter(({ kind, result }) => kind === 'serial' && result === 'opened');
    eachRow(
      answering,
      ({ unit, number }) => {
        const known = declared.some(({ channel }) => channel === number);
        expect(known, `${unit} answers on serial channel ${number}, which is not declared`).to.equal(true);
      },
      { empty: 'no serial channel opened' },
    );
    const complete = browsings.filter((row) => row.host === 'owner' && row.complete);
    eachRow(
      declared,
      ({ id, classes }) => {
        if (complete.length === 0) inconclusive('no unit gave its service records to the end');
        const missing = complete.find(
          ({ unit }) =>
            !records.some((each) => each.unit === unit && each.classes.some((one) => classes.includes(one))),
        );
        expect(missing?.unit, `${id} is declared and ${missing?.unit} does not offer it`).to.equal(undefined);
      },
      { empty: 'no service is declared' },
    );
  });
});

const isWhole = (unit: string): boolean =>
  tableOf(unit, 'unpaired')?.whole === true && tableOf(unit, 'authenticated')?.whole !== false;
