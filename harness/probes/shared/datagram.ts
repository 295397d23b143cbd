import { createSocket } from 'node:dgram';
import { familyOf } from './reach.ts';
import type { Place } from './conversation.ts';

/** One datagram that came back, and from which port: TFTP answers from another one. */
export interface Datagram {
  readonly bytes: Buffer;
  readonly port: number;
}

/** Says something over UDP as often as the dialogue wants, and hears what comes from that address. */
export interface DatagramDialogue {
  /** The first datagram that comes within the time after sending; undefined where none came. */
  readonly ask: (bytes: Uint8Array, milliseconds: number, port?: number) => Promise<Datagram | undefined>;
  readonly close: () => void;
}

/** Opens a UDP socket; nothing is sent yet. */
export function datagramDialogue({ address, port, signal }: Place): DatagramDialogue {
  const socket = createSocket(familyOf(address) === 'IPv6' ? 'udp6' : 'udp4');
  let heard: (datagram: Datagram | undefined) => void = () => undefined;
  // ICMP errors arrive as socket errors, and mean as much as silence.
  socket.on('error', () => heard(undefined));
  socket.on('message', (bytes, from) => heard({ bytes, port: from.port }));
  const ask: DatagramDialogue['ask'] = (bytes, milliseconds, to = port) =>
    new Promise((resolve) => {
      if (signal.aborted) {
        resolve(undefined);
        return;
      }
      const stop = (): void => heard(undefined);
      const timer = setTimeout(stop, milliseconds);
      signal.addEventListener('abort', stop, { once: true });
      heard = (datagram) => {
        clearTimeout(timer);
        signal.removeEventListener('abort', stop);
        resolve(datagram);
      };
      // Undeliverable (too long, no route): nothing will come, the time-out says so.
      socket.send(bytes, to, address, () => undefined);
    });
  return { ask, close: () => socket.close() };
}

/** Asks once, and once more where nothing came: UDP loses. */
export async function askTwice(place: Place, bytes: Uint8Array, milliseconds = 1000): Promise<Buffer | undefined> {
  const dialogue = datagramDialogue(place);
  try {
    const answer = (await dialogue.ask(bytes, milliseconds)) ?? (await dialogue.ask(bytes, milliseconds));
    return answer?.bytes;
  } finally {
    dialogue.close();
  }
}
