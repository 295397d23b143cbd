import { firstLine } from '../../shared/first-line.ts';
import type { Visit } from '../family.ts';
import type { Rows } from '../take-journey.ts';
import type { Words } from '../words.ts';
import { another, vary } from './vary.ts';

/** What became of an account of the bench. */
export type Account = NonNullable<Rows['accounts']>[number];

/** Families of the bench besides the declared one, and the part of the address by which each is known. */
export const otherFamilies = { followed: 'words', least: 'less', whole: 'whole', 'broken-off': 'early' } as const;

export type OtherFamily = keyof typeof otherFamilies;

/**
 * Deletes the account of another family by the declared journey of deletion, so that nothing of the bench stays at the
 * product. Where no such journey is declared, or where it does not come to its end, the account stays and that is told;
 * of a family that was refused when it signed up, that.
 */
export async function leave(visit: Visit, family: OtherFamily, refused?: string): Promise<Account> {
  const { part } = visit;
  const row = { id: `${part.id}/accounts/${family}`, part: part.id, family };
  const deletion = visit.journeys.find(({ kind }) => kind === 'deletion');
  if (deletion === undefined) return { ...row, removed: false, detail: 'no journey of deletion is declared' };
  const typed: (words: Words) => string = another(otherFamilies[family]);
  try {
    const { taken } = await vary({ visit, journey: deletion, name: 'leaves', change: { typed } });
    const { stopped } = taken;
    if (stopped === undefined) return { ...row, removed: true };
    return {
      ...row,
      removed: false,
      detail: (refused ?? `${deletion.id} stopped at step ${stopped.at}: ${stopped.detail}`).slice(0, 1000),
    };
  } catch (error) {
    visit.observing.signal.throwIfAborted();
    return { ...row, removed: false, detail: `${deletion.id}: ${firstLine(error)}`.slice(0, 1000) };
  }
}
