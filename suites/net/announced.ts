import { evidence, inconclusive } from '../vocabulary.ts';

const protocols = ['mdns', 'ssdp', 'ws-discovery'] as const;
/** Why units that announced nothing are judged. */
export const silence = { empty: 'the units announced nothing while the bench listened' };

/** Ends the test case where the bench did not hear a unit in each protocol: silence is an answer only to a listener. */
export function listenedToAll(): void {
  const { units } = evidence('declaration').product;
  const { windows } = evidence('announcements');
  const heard = (unit: string, protocol: string) =>
    windows.some((window) => window.unit === unit && window.protocol === protocol && window.listened);
  for (const { id } of units) {
    const deaf = protocols.filter((protocol) => !heard(id, protocol));
    if (deaf.length > 0) inconclusive(`the bench did not listen to ${deaf.join(', ')} of ${id}`);
  }
}
