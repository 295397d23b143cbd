import type { Defect } from '../defect.ts';
import { inPlayroom } from '../edit.ts';

export const defect: Defect = {
  fails: ['API-11'],
  sentence: 'Sign-in, sign-up and reset say whether an account exists.',
  seenBy: ['api-access/playroom/disclosure'],
  change: inPlayroom({ hidesAccounts: false }),
};
