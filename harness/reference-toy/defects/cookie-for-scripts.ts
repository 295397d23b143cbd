import type { Defect } from '../defect.ts';
import { pagesOf } from '../pages-of.ts';

export const defect: Defect = {
  fails: ['WEB-3'],
  sentence: 'Script can read the cookie that carries the session.',
  seenBy: ['web-session'],
  journeys: ['sign-up'],
  change: pagesOf({ cookieMarks: 'Secure; SameSite=Strict' }),
};
