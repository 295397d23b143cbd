import type { Hands } from '../hands.ts';
import type { PairingWishes } from './smp-initiator.ts';

type ByHand = Required<Pick<PairingWishes, 'passkey' | 'confirm'>>;

/** What a pairing needs of hands at the unit: the number that it shows is read, and equal numbers are confirmed there. */
export const byHand = (hands: Hands, unit: string): ByHand => ({
  passkey: async () => {
    const { passkey } = await hands.do(unit, 'passkey');
    return passkey === undefined ? undefined : Number(passkey);
  },
  confirm: async (number) => (await hands.do(unit, 'confirm', sixFigures(number))).done,
});

/** A number as it is shown and typed in. */
export const sixFigures = (number: number): string => String(number).padStart(6, '0');
