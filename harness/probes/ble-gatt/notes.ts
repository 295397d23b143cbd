import { randomBytes } from 'node:crypto';
import type { BleGattObservation } from '../../../schemas/types.ts';
import type { Observing } from '../../gather/probe.ts';
import type { Attribute, AttributeTable } from '../shared/bluetooth/attribute-table.ts';
import { readAttributeTable } from '../shared/bluetooth/attribute-table.ts';
import { freshAddress } from '../shared/bluetooth/le-commands.ts';
import type { Recording } from '../shared/bluetooth/recording.ts';
import { comeTo, type UnitOnAir } from '../shared/bluetooth/unit-on-air.ts';
import { uuidOf } from '../shared/bluetooth/uuid.ts';
import { canariesIn } from '../shared/canaries/canaries.ts';
import type { Hands } from '../shared/hands.ts';
import { operate, readWhole, type Operation, type State } from './operate.ts';
import { Visit } from './visit.ts';

type Mutable = { -readonly [Name in keyof BleGattObservation]: BleGattObservation[Name][number][] };

/** What was seen of one unit so far, and what the bench knows while it looks. */
export class Notes {
  readonly unit: UnitOnAir;
  readonly observing: Observing;
  readonly hands: Hands;
  entered = false;
  readonly #rows: Mutable = { tables: [], attributes: [], operations: [], pushed: [], updates: [] };
  /** Values written while nobody was paired, by handle. */
  readonly #written = new Map<number, Buffer[]>();

  constructor(unit: UnitOnAir, { observing, hands }: { readonly observing: Observing; readonly hands: Hands }) {
    this.unit = unit;
    this.observing = observing;
    this.hands = hands;
  }

  observation(): BleGattObservation {
    return this.#rows;
  }

  add<Name extends keyof Mutable>(table: Name, row: Mutable[Name][number]): void {
    (this.#rows[table] as unknown[]).push(row);
  }

  /** Comes as a host that the unit has never met, or under an address. */
  async come(recording: Recording, address: Buffer = freshAddress()): Promise<Visit | undefined> {
    const { unit, observing } = this;
    const come = await comeTo(unit, { recording, address, signal: observing.signal });
    return come && new Visit(come, { unit, signal: observing.signal });
  }

  /** Reads the table in this state and notes it. */
  async readTable(visit: Visit, state: State, more: Partial<Mutable['tables'][number]> = {}): Promise<AttributeTable> {
    const { unit } = this.unit;
    await visit.client.agreeMtu();
    const table = await readAttributeTable(visit.client, this.observing.signal);
    const recording = this.observing.attach(visit.host.controller.recording.bytes());
    const broke = table.brokeOff === undefined ? {} : { brokeOff: table.brokeOff };
    const whole = table.brokeOff === undefined;
    this.add('tables', { id: `${unit}/${state}`, unit, state, reached: true, whole, ...broke, recording, ...more });
    for (const { handle, kind, service, characteristic, uuid, properties } of table.attributes) {
      const id = `${unit}/${state}/${handle}`;
      this.add('attributes', {
        id,
        unit,
        state,
        handle,
        kind,
        service,
        characteristic,
        uuid,
        properties: [...properties],
      });
    }
    return table;
  }

  /** Notes that a state was not reached, and why. */
  notReached(state: State, recording: Recording, pairing?: string): void {
    const { unit } = this.unit;
    const digest = this.observing.attach(recording.bytes());
    const said = pairing === undefined ? {} : { pairing };
    this.add('tables', {
      id: `${unit}/${state}`,
      unit,
      state,
      reached: false,
      whole: false,
      recording: digest,
      ...said,
    });
  }

  /** Does these operations on every attribute of a table. */
  async operateAll(
    visit: Visit,
    { attributes }: AttributeTable,
    { state, operations }: { readonly state: State; readonly operations: readonly Operation['operation'][] },
  ): Promise<void> {
    const asking = {
      ...{ unit: this.unit.unit, state, operations, child: this.observing.bench.child },
      mayWrite: (attribute: Attribute, value: Buffer | undefined) => this.#mayWrite(attribute, value),
      wrote: (attribute: Attribute, value: Buffer) => {
        if (state === 'unpaired')
          this.#written.set(attribute.handle, [...(this.#written.get(attribute.handle) ?? []), value]);
      },
    };
    for (const attribute of attributes)
      for (const row of await operate(visit, attribute, asking)) this.add('operations', row);
  }

  /** Lets the owner look whether what nobody could read back has taken effect. */
  async lookFor(visit: Visit): Promise<void> {
    for (const [handle, values] of this.#written) {
      const { value } = await readWhole(visit, handle);
      if (value === undefined) continue;
      const changed = values.some((written) => written.equals(value));
      for (const row of this.#rows.operations)
        if (row.state === 'unpaired' && row.handle === handle && isWrite(row)) row.changed ??= changed;
    }
  }

  /** Notes what came by notification and indication since the visit began. */
  notePushed(visit: Visit, { attributes }: AttributeTable, state: State): void {
    const { unit } = this.unit;
    for (const handle of new Set(visit.pushed.map((each) => each.handle))) {
      const of = visit.pushed.filter((each) => each.handle === handle);
      const attribute = attributes.find((each) => each.handle === handle);
      const values = Buffer.concat(of.map(({ value }) => Buffer.concat([value, Buffer.from([0])])));
      const { child } = this.observing.bench;
      const looked = child === undefined ? {} : { canaries: canariesIn(values, child).map((each) => ({ ...each })) };
      const asked = this.#rows.operations.some(
        (row) =>
          row.state === state &&
          row.answer === 'acknowledged' &&
          subscribes(row) &&
          row.characteristic === attribute?.uuid,
      );
      const where = { handle, service: attribute?.service ?? '', characteristic: attribute?.uuid ?? '0000' };
      this.add('pushed', {
        id: `${unit}/${state}/${handle}`,
        unit,
        state,
        ...where,
        asked,
        values: of.length,
        ...looked,
      });
    }
  }

  // A value of the length that is there, unlike it; a declared harmless one where there is one.
  #mayWrite({ service, characteristic, kind }: Attribute, value: Buffer | undefined): Buffer | undefined {
    const { declaration, bench } = this.observing;
    const row = declaration.ixit.gattCharacteristics.find(
      (each) => uuidOf(each.service) === service && uuidOf(each.uuid) === characteristic,
    );
    if (kind === 'value' && row?.harmless !== undefined) return Buffer.from(row.harmless, 'hex');
    if (bench.bluetooth?.writes !== 'any') return undefined;
    // An update has a dialogue of its own.
    return row?.update === true ? undefined : randomBytes(Math.min(20, Math.max(4, value?.length ?? 4)));
  }
}

const subscribes = ({ operation }: Operation) => operation === 'notifications' || operation === 'indications';
const isWrite = (row: Operation) => row.operation !== 'read' && !subscribes(row) && row.answer !== 'not-sent';
