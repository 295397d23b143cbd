import { createSocket } from 'node:dgram';
import { familyOf } from '../shared/reach.ts';
import type { Asking } from './finding.ts';

const milliseconds = 300;

// A short request that each protocol knows and that changes nothing.
const requests: Readonly<Record<string, (unique: string) => Buffer>> = {
  tftp: (unique) => Buffer.from(`\0\x01${unique}\0octet\0`, 'latin1'),
  snmp: () => Buffer.from('302602010104067075626c6963a019020101020100020100300e300c06082b060102010101000500', 'hex'),
  coap: () => Buffer.from([0x40, 0, 0x74, 0x6d]),
};

/** Whether the host says by ICMP that no such UDP port is open; false where it says nothing, or anything else. */
export function refusesDatagrams(protocol: string, { place, unique }: Asking): Promise<boolean> {
  const request = requests[protocol]?.(unique);
  if (request === undefined || place.signal.aborted) return Promise.resolve(false);
  const socket = createSocket(familyOf(place.address) === 'IPv6' ? 'udp6' : 'udp4');
  return new Promise((resolve) => {
    const end = (refused: boolean) => {
      clearTimeout(limit);
      socket
        .removeAllListeners('message')
        .removeAllListeners('error')
        .on('error', () => undefined);
      socket.close(() => resolve(refused));
    };
    const limit = setTimeout(end, milliseconds, false);
    socket.once('error', (error: NodeJS.ErrnoException) => end(error.code === 'ECONNREFUSED'));
    socket.once('message', () => end(false));
    // Only a connected socket is told of refusals.
    socket.connect(place.port, place.address, () => socket.send(request));
  });
}
