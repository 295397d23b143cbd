import { verdictOf } from '../../development/late.ts';
import { observeTarget } from '../../development/observing.ts';
import { type Portal, startPortal } from '../../development/portal-peer.ts';
import { probe } from './probe.ts';

const protectedForm = { usernameField: 'user', passwordField: 'password', protectedPath: '/home' };
const login = { kind: 'http-form', path: '/login', ...protectedForm } as const;
const owner = { id: 'owner', kind: 'user-password', holder: 'guardian', factory: false, changeable: true } as const;
/** What is declared of the portal's login. */
export const credentials = [{ ...owner, username: 'guardian', login }];

const service = {
  id: 'it',
  transport: 'tcp',
  protocol: 'http',
  purpose: 'login',
  authentication: 'owner',
} as const;

/** What is seen of a portal at this port. */
export const observe = (
  port: number,
  parameters: Record<string, number>,
  progress: (part: number, note?: string) => void,
) =>
  observeTarget({ kind: 'login-attempts', probe }, 'owner/unit-1', {
    ixit: { services: [{ ...service, port }], credentials },
    ...{ parameters, secrets: { owner: { value: 'correct horse' } }, progress },
  });

/** What is said of guesses at a portal, each of which takes so many seconds by its number. */
export async function judgeGuesses(portal: Portal, takes: (guess: number) => number) {
  let guessing = false;
  const answersAfter = (failures: number) => (guessing ? takes(failures) : 0);
  const answersOnly = (failures: number) => !guessing || (portal.answersOnly?.(failures) ?? true);
  const { port, stop, state } = await startPortal({ ...portal, answersAfter, answersOnly });
  const progress = (_: number, note = '') => {
    if (note !== 'wrong guesses') return;
    guessing = true;
    state.failures = 0;
  };
  const parameters = { attempts: 10, delaySeconds: 0.5, waitSeconds: 2 };
  const seen = await observe(port, parameters, progress).finally(stop);
  const evidence = { declaration: { ixit: { credentials, services: [] } }, 'login-attempts': seen };
  const { rows } = await verdictOf('AUTH-4-1', evidence, { attempts: 10, delaySeconds: 0.5 });
  return {
    guesses: seen.attempts.filter(({ series }) => series === 'guess'),
    guessing: seen.guessing[0],
    row: rows[0],
  };
}
