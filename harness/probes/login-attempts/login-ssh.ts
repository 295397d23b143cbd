import ssh2 from 'ssh2';
import type { Place } from '../shared/conversation.ts';
import type { Tried, TryLogin } from './dialogue.ts';

const readyTimeout = 15_000;

/** A login with a password over SSH (RFC 4252, clause 8); the host key is not looked at. */
export const tryingSsh =
  ({ address, port, signal }: Place): TryLogin =>
  ({ username, value }) =>
    new Promise((resolve) => {
      const started = performance.now();
      const client = new ssh2.Client();
      const give = (outcome: Omit<Tried, 'milliseconds'>): void => {
        signal.removeEventListener('abort', silent);
        client.destroy();
        resolve({ ...outcome, milliseconds: Math.round(performance.now() - started) });
      };
      const silent = (): void => give({ accepted: false, answered: false });
      signal.addEventListener('abort', silent, { once: true });
      client.on('ready', () => give({ accepted: true, answered: true, status: 'success' }));
      client.on('error', ({ level }: { level?: string }) =>
        level === 'client-authentication' ? give({ accepted: false, answered: true, status: 'failure' }) : silent(),
      );
      client.on('close', silent);
      const algorithms = { serverHostKey: { append: ['ssh-rsa'] } };
      const authHandler = ['password', 'keyboard-interactive'];
      client.connect({ host: address, port, username, password: value, readyTimeout, authHandler, algorithms });
    });
