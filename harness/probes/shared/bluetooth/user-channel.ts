import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { getSystemErrorName } from 'node:util';
import { NotObserved } from '../../../gather/probe.ts';
import type { Heard } from './h4.ts';
import type { Transport } from './open-transport.ts';
import { firstLine } from '../first-line.ts';

/** The socket of the npm package hci-socket: whole packets, the kind in the first octet; `write` throws once it is closed. */
export interface HciSocket {
  on(event: 'data', listener: (packet: Buffer) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  write(packet: Buffer): unknown;
  close(): void;
}

export type HciSocketClass = new (adapter: number) => HciSocket;

/** Gives the class that the package exports. @throws where it is not installed or was not built */
export type LoadHciSocket = () => Promise<unknown>;

// In a variable, since an optional package need not be there when this is compiled.
const packageName = 'hci-socket';
const load: LoadHciSocket = async () => ((await import(packageName)) as { readonly default: unknown }).default;

const rounds = 20;

const install =
  'npm install --no-save hci-socket@1.0.0 && npm rebuild hci-socket --ignore-scripts=false (gcc, make and python3 build it)';
/** What the kernel says, and what a laboratory does about it. */
export const advice: Readonly<Record<string, string>> = {
  ENODEV: 'it is not there: ls /sys/class/bluetooth shows the adapters of this computer',
  EBUSY: 'another program holds it: stop bluetoothd (systemctl stop bluetooth)',
  EPERM: 'this program may not use it: give node CAP_NET_ADMIN and CAP_NET_RAW, see harness/air/laboratory.md',
  ERFKILL: 'it is switched off: rfkill unblock bluetooth',
  EAFNOSUPPORT: 'the kernel of this computer has no Bluetooth: modprobe bluetooth',
  ETIMEDOUT: 'it does not answer: unplug it and plug it in again, and look into dmesg for missing firmware',
};

// The package names the first few errors of Linux alone, and Node does not know this one.
const nameOf = (errno: number): string => {
  if (errno === -132) return 'ERFKILL';
  return errno < 0 ? getSystemErrorName(errno) : '';
};

/**
 * An adapter of this computer through the kernel's user channel, which gives it to this program alone.
 * @throws NotObserved tool-missing with what to do next
 */
export async function openUserChannel(adapter: number, from: LoadHciSocket = load): Promise<Transport> {
  const HciSocket = await classFrom(from, adapter);
  for (let round = 1; ; round++) {
    try {
      return new UserChannel(new HciSocket(adapter));
    } catch (error) {
      const { errno = 0, message, code = nameOf(errno) } = error as NodeJS.ErrnoException;
      const why = advice[code] ?? message.replace(/undefined$/, code);
      if (code !== 'EBUSY' || round === rounds)
        throw new NotObserved('tool-missing', `the Bluetooth adapter hci:${adapter} cannot be had: ${why}`);
      // The visit before may still be giving it back.
      await sleep(50);
    }
  }
}

async function classFrom(from: LoadHciSocket, adapter: number): Promise<HciSocketClass> {
  let found: unknown;
  try {
    found = await from();
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND';
    const why = missing ? 'is not installed' : `does not load (${firstLine(error)})`;
    throw new NotObserved('tool-missing', `the package hci-socket, which opens hci:${adapter}, ${why}: ${install}`);
  }
  if (typeof found === 'function') return found as HciSocketClass;
  throw new NotObserved('tool-missing', `what is installed as hci-socket is not that package: ${install}`);
}

/** Octets of the shortest and the longest packet that the package takes. */
const takes = { least: 4, most: 1028 } as const;

class UserChannel extends EventEmitter<Heard> {
  readonly #socket: HciSocket;
  #closed = false;

  constructor(socket: HciSocket) {
    super();
    this.#socket = socket;
    socket.on('data', (packet) => {
      if (!this.#closed && packet.length > 0) this.emit('data', packet);
    });
    socket.on('close', () => this.#end());
  }

  write(packet: Uint8Array): void {
    if (this.#closed || packet.length < takes.least || packet.length > takes.most) return;
    try {
      this.#socket.write(Buffer.from(packet));
    } catch {
      // An adapter that was pulled out takes nothing more.
      this.close();
    }
  }

  close(): void {
    if (this.#closed) return;
    this.#socket.close();
    this.#end();
  }

  #end(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.emit('close');
  }
}
