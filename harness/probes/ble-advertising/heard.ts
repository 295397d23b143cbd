import type { BleAdvertisingObservation } from '../../../schemas/types.ts';
import { addressKind } from '../shared/bluetooth/address.ts';
import { fieldsIn } from '../shared/bluetooth/advertised-fields.ts';
import type { Advertisement } from '../shared/bluetooth/advertisement.ts';
import { addressText } from '../shared/bluetooth/smp-analysis.ts';
import type { UnitOnAir } from '../shared/bluetooth/unit-on-air.ts';
import { canariesIn } from '../shared/canaries/canaries.ts';
import { printable } from '../shared/printable.ts';

type AddressRow = BleAdvertisingObservation['addresses'][number];
type FieldRow = BleAdvertisingObservation['fields'][number];

/** Addresses and fields that are kept of one unit; a flood of others is counted. */
const most = { addresses: 500, fields: 5000 } as const;

/** The advertisements of one unit, as they come. */
export class Heard {
  readonly #place: UnitOnAir;
  readonly #child: Readonly<Record<string, string>> | undefined;
  readonly #started = performance.now();
  readonly #addresses = new Map<string, AddressRow>();
  readonly #fields = new Map<string, FieldRow>();
  #reports = 0;
  #others = 0;
  #more = false;

  constructor(place: UnitOnAir, child: Readonly<Record<string, string>> | undefined) {
    this.#place = place;
    this.#child = child;
  }

  take(report: Advertisement): void {
    const address = addressText(report.address);
    const known = this.#addresses.get(address);
    // A scan response comes from the address that just advertised, and may say nothing by which it is known.
    if (known === undefined && !this.#place.isOurs(report)) {
      this.#others++;
      return;
    }
    this.#reports++;
    const row = known ?? this.#first(address, report);
    if (row === undefined) return;
    row.last = this.#seconds();
    row.reports++;
    row.connectable ||= report.event === 0 || report.event === 1;
    this.#keepFields(row, report.data);
  }

  observation(
    about: Pick<BleAdvertisingObservation['windows'][number], 'entered' | 'lateness'>,
  ): BleAdvertisingObservation {
    const { unit, clockSpeed, alone } = this.#place;
    const counted = { reports: this.#reports, others: this.#others, more: this.#more };
    const window = { id: unit, unit, seconds: this.#seconds(), clockSpeed, alone, ...about, ...counted };
    return { windows: [window], addresses: [...this.#addresses.values()], fields: [...this.#fields.values()] };
  }

  #first(address: string, { address: octets, type }: Advertisement): AddressRow | undefined {
    if (this.#addresses.size >= most.addresses) {
      this.#more = true;
      return undefined;
    }
    const { unit } = this.#place;
    const place = this.#addresses.size + 1;
    const now = this.#seconds();
    const times = { first: now, last: now, reports: 0, connectable: false };
    const row: AddressRow = { id: `${unit}/${place}`, unit, place, address, kind: addressKind(octets, type), ...times };
    this.#addresses.set(address, row);
    return row;
  }

  #keepFields(row: AddressRow, data: Buffer): void {
    for (const { type, value } of fieldsIn(data)) {
      const hex = value.toString('hex');
      const key = `${row.id} ${type} ${hex}`;
      if (this.#fields.has(key)) continue;
      if (this.#fields.size >= most.fields) {
        this.#more = true;
        return;
      }
      const looked =
        this.#child === undefined ? {} : { canaries: canariesIn(value, this.#child).map((each) => ({ ...each })) };
      const id = `${row.id}/${this.#fields.size + 1}`;
      this.#fields.set(key, {
        id,
        unit: row.unit,
        address: row.id,
        type,
        value: hex,
        text: printable(value),
        ...looked,
      });
    }
  }

  // Of the unit's clock, to a tenth.
  #seconds(): number {
    return Math.round(((performance.now() - this.#started) / 1000) * this.#place.clockSpeed * 10) / 10;
  }
}
