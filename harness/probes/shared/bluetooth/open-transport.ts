import { once, type EventEmitter } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { NotObserved } from '../../../gather/probe.ts';
import { H4, type Heard } from './h4.ts';
import { openUserChannel } from './user-channel.ts';

/** A way to a controller: whole packets in and out, the kind in the first octet. */
export type Transport = Pick<EventEmitter<Heard>, 'on' | 'off' | 'once'> & Pick<H4, 'write' | 'close'>;

const rounds = 100;

/**
 * Opens what a bench names as adapter: `unix:/path` for a controller that speaks H4 on a socket, such as one of btvirt;
 * `hci:0` for an adapter of this computer.
 * @throws NotObserved tool-missing where there is none
 */
export async function openTransport(adapter: string): Promise<Transport> {
  if (adapter.startsWith('unix:')) return openSocket(adapter.slice('unix:'.length));
  const [, number] = /^hci:([0-9]{1,2})$/.exec(adapter) ?? [];
  if (number !== undefined) return openUserChannel(Number(number));
  throw new NotObserved('tool-missing', `no way to the Bluetooth adapter ${adapter} is known here`);
}

async function openSocket(path: string): Promise<H4> {
  for (let round = 0; ; round++) {
    const socket = connect(path);
    try {
      await once(socket, 'connect');
      return new H4(socket);
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      // Others are being let in just now.
      if (code !== 'EAGAIN' || round === rounds)
        throw new NotObserved('tool-missing', `no Bluetooth controller serves ${path}: ${message}`);
      await sleep(20);
    }
  }
}
