import { ask, callThat, type Desk } from '../shared/service/family.ts';
import { rehearse, settle } from '../shared/service/rehearsal.ts';
import type { Lived } from './probe.ts';
import { valueOf } from './values.ts';

/** Whether the copy that a guardian can take holds what was entered, item by item. */
export async function observeExport(desk: Desk): Promise<Lived> {
  const family = await settle(desk);
  const rehearsed = await rehearse(desk, family);
  const sent = rehearsed.map(({ answer }) => answer.sent).join('\n');
  const call = callThat(desk, 'export');
  const answer = call && (await ask(desk, family, call.request));
  const id = `${desk.api.id}/export`;
  const items = desk.observing.declaration.ixit.personalData.filter(({ keptIn = [] }) => keptIn.includes('service'));
  const exported = items.flatMap((item) => {
    const value = valueOf(item, family);
    if (value === undefined) return [];
    const entered = item.canary === 'drawing' || item.canary === 'guardianEmail' || sent.includes(value);
    return [
      {
        id: `${id}/${item.id}`,
        api: desk.api.id,
        item: item.id,
        entered,
        found: answer?.text.includes(value) ?? false,
      },
    ];
  });
  const done = answer === undefined ? null : answer.status === 200;
  const life = {
    id,
    api: desk.api.id,
    reached: answer !== undefined,
    occasion: 'export' as const,
    control: rehearsed.some(({ marks, distinct }) => distinct && marks > 0),
  };
  return { lives: [{ ...life, done, confirmed: done, waitedHours: 0 }], exported, remains: [] };
}
