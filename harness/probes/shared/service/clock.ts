import { secretFor } from '../secret-for.ts';
import { fill } from './fill.ts';
import type { Desk, Family } from './family.ts';

/** Lets so many hours pass for one family, in the way the manufacturer declares; false where that cannot be done. */
export async function passTime(desk: Desk, { values }: Family, hours: number): Promise<boolean> {
  const { clock } = desk.api;
  const { declaration, secret } = desk.observing;
  const credential = declaration.ixit.credentials.find(({ id }) => id === clock?.credential);
  if (clock === undefined || credential === undefined) return false;
  const key = secretFor(credential, { unit: 'cloud', declaration, secret });
  const filled = fill(clock.request, new Map([...values, ['hours', String(hours)]]));
  const answer = key && filled && (await desk.client.send(filled, key.value));
  return answer !== undefined && answer.status < 400;
}
