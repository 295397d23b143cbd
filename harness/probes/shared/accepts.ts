import { connect } from 'node:net';
import type { Place } from './conversation.ts';

/** Whether something accepts TCP connections there; one that is reset at once was accepted first. */
export function accepts({ address, port, signal }: Place, milliseconds = 4000): Promise<boolean> {
  const socket = connect({ host: address, port });
  return new Promise((resolve) => {
    const stop = (): void => settle(false);
    const timer = setTimeout(stop, milliseconds);
    const settle = (accepted: boolean): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      socket.destroy();
      resolve(accepted);
    };
    socket.on('connect', () => settle(true));
    socket.on('error', (error: NodeJS.ErrnoException) => settle(error.code === 'ECONNRESET'));
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
  });
}
