import { secretFor } from '../secret-for.ts';
import type { Desk, Family } from './family.ts';

/** Gives a family what stands on a unit: its serial number and the word on its label. */
export function handUnit({ api, observing }: Desk, { values, marks }: Family, at: number): void {
  const { declaration, secret } = observing;
  const unit = declaration.product.units[at];
  const credential = declaration.ixit.credentials.find(({ id }) => id === api.label);
  const word = unit && credential && secretFor(credential, { unit: unit.id, declaration, secret });
  if (unit !== undefined) {
    values.set('serial', unit.serial);
    marks.push(unit.serial);
  }
  if (word !== undefined) values.set('code', word.value);
}
