import type { Channel } from './l2cap.ts';
import { frame, frameOf, multiplexer, readFrame } from './rfcomm-frame.ts';
import { SerialChannel } from './rfcomm.ts';

/** What is served: which serial channels, and what is done with one that opened. */
export interface Serving {
  readonly accepts: (number: number) => boolean;
  readonly opened: (serial: SerialChannel) => void;
}

/** The end of RFCOMM that was called. */
export function serveRfcomm(channel: Channel, serving: Serving): void {
  const open = new Map<number, SerialChannel>();
  channel.on('data', (octets) => {
    const read = readFrame(octets);
    if (read === undefined) return;
    const { dlci, control, data } = read;
    if (control === frame.sabm) begin(channel, { dlci, open, serving });
    else if (control === frame.disc) channel.send(frameOf((dlci << 2) | 3, frame.ua));
    else if (dlci === 0) negotiate(channel, data);
    else if (data.length > 0) open.get(dlci)?.receive(data);
  });
}

interface Beginning {
  readonly dlci: number;
  readonly open: Map<number, SerialChannel>;
  readonly serving: Serving;
}

function begin(channel: Channel, { dlci, open, serving }: Beginning): void {
  const number = dlci >> 1;
  const granted = dlci === 0 || serving.accepts(number);
  channel.send(frameOf((dlci << 2) | 3, granted ? frame.ua : frame.dm));
  if (dlci === 0 || !granted) return;
  const serial = new SerialChannel(number, (octets) => say(channel, dlci, octets));
  open.set(dlci, serial);
  serving.opened(serial);
}

const say = (channel: Channel, dlci: number, octets: Uint8Array) =>
  channel.send(frameOf((dlci << 2) | 1, frame.uih, octets));

// Parameters are agreed to as they were asked for; flow by credits is granted (5.5.3).
function negotiate(channel: Channel, data: Buffer): void {
  const [type = 0] = data;
  if ((type & 2) === 0) return;
  const answer = Buffer.from(data);
  answer[0] = type & 0xfd;
  if (type >> 2 === multiplexer.negotiation && data.length >= 10) answer[3] = 0xe0;
  else if (type >> 2 !== multiplexer.modem) return;
  say(channel, 0, answer);
}
