import { word } from '../../probes/shared/bluetooth/att.ts';
import { uuidOctets } from '../../probes/shared/bluetooth/uuid.ts';
import type { Opens, ToyCharacteristic } from './manners.ts';

/** One attribute of the toy. */
export interface ToyAttribute {
  readonly handle: number;
  readonly type: Buffer;
  /** Last handle of its group, for the declaration of a service. */
  readonly groupEnd: number;
  readonly read: Opens;
  readonly write: Opens;
  readonly characteristic: ToyCharacteristic | undefined;
  /** Subscriptions are kept for each link. */
  readonly isSubscription: boolean;
  value: Buffer;
}

const marks = { read: 2, 'write-without-response': 4, write: 8, notify: 16, indicate: 32 } as const;
const uuid16 = (text: string) => uuidOctets(text);

/** The attribute table of these characteristics, handles from 1 on (Vol 3 Part G 3). */
export function attributesOf(characteristics: readonly ToyCharacteristic[]): readonly ToyAttribute[] {
  const table: ToyAttribute[] = [];
  const add = (type: string, value: Buffer, more: Partial<ToyAttribute> = {}) => {
    const base = { read: 'anybody', write: 'nobody', characteristic: undefined, isSubscription: false } as const;
    const handle = table.length + 1;
    table.push({ ...base, handle, type: uuid16(type), groupEnd: handle, value, ...more });
  };
  for (const service of new Set(characteristics.map((each) => each.service))) {
    const own = characteristics.filter((each) => each.service === service);
    const size = 1 + own.reduce((sum, { properties }) => sum + (subscribable(properties) ? 3 : 2), 0);
    add('2800', uuidOctets(service), { groupEnd: table.length + size });
    for (const characteristic of own) addCharacteristic(characteristic, { add, next: () => table.length + 2 });
  }
  return table;
}

const subscribable = (properties: ToyCharacteristic['properties']) =>
  properties.includes('notify') || properties.includes('indicate');

function addCharacteristic(
  characteristic: ToyCharacteristic,
  {
    add,
    next,
  }: {
    readonly add: (type: string, value: Buffer, more?: Partial<ToyAttribute>) => void;
    readonly next: () => number;
  },
): void {
  const { uuid, properties, read, write, subscribe, value } = characteristic;
  const mark = properties.reduce((sum, property) => sum | marks[property], 0);
  add('2803', Buffer.concat([Buffer.from([mark]), word(next()), uuidOctets(uuid)]));
  add(uuid, Buffer.from(value), { read, write, characteristic });
  if (subscribable(properties))
    add('2902', Buffer.alloc(2), { read: subscribe, write: subscribe, characteristic, isSubscription: true });
}
