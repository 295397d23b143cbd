import { passTime } from '../shared/service/clock.ts';
import { signInAgain, type Desk } from '../shared/service/family.ts';
import { rehearse, settle } from '../shared/service/rehearsal.ts';
import type { Lived } from './probe.ts';
import { askAgain, formersOf, type Caller } from './remains.ts';
import { valueOf } from './values.ts';

/** Lets the declared time of retention pass, and asks for what should be gone. */
export async function observeRetention(desk: Desk): Promise<Lived> {
  const family = await settle(desk);
  const rehearsed = await rehearse(desk, family);
  const items = desk.observing.declaration.ixit.personalData.filter(
    ({ retentionDays, keptIn = [] }) => retentionDays !== undefined && keptIn.includes('service'),
  );
  const marks = items.flatMap((item) => valueOf(item, family) ?? []);
  const formers = await formersOf(desk, family, { rehearsed, marks });
  const hours = Math.max(0, ...items.map(({ retentionDays = 0 }) => retentionDays)) * 24 + 1;
  const waited = marks.length > 0 && (await passTime(desk, family, hours));
  const credential = await signInAgain(desk, family);
  const callers: readonly Caller[] = credential === undefined ? [] : [{ credentials: 'new-session', credential }];
  const remains = await askAgain(desk, { formers, marks, family }, { occasion: 'retention', callers });
  const id = `${desk.api.id}/retention`;
  const control = formers.length > 0 && credential !== undefined;
  const life = { id, api: desk.api.id, reached: true, occasion: 'retention' as const, control };
  return {
    lives: [{ ...life, done: waited, confirmed: null, waitedHours: waited ? hours : 0 }],
    exported: [],
    remains: [...remains],
  };
}
