import type { BluetoothClassicObservation } from '../../../schemas/types.ts';

export type Rows = Omit<BluetoothClassicObservation, 'units'>;
export type State = Rows['pairings'][number]['state'];
export type Host = Rows['pairings'][number]['host'];

export const noRows = (): Rows => ({
  inquiries: [],
  discoveries: [],
  pages: [],
  browsings: [],
  records: [],
  channels: [],
  pairings: [],
  bonds: [],
  calls: [],
});
