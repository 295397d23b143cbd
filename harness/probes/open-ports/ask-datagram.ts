import { createSocket } from 'node:dgram';
import { familyOf } from '../shared/reach.ts';
import type { Question } from './udp-payloads.ts';

/** What came back in answer to one datagram. */
export interface Heard {
  readonly first: Buffer;
  /** All bytes that came, in however many datagrams: their ratio to the request is the amplification. */
  readonly bytes: number;
}

interface Asking {
  readonly address: string;
  readonly port: number;
  readonly question: Question;
  readonly tries: number;
}

const answerMilliseconds = 700;
/** After the first datagram of an answer the rest is waited for this long. */
const restMilliseconds = 300;
const mostDatagrams = 1000;

/** Asks, and asks again where nothing comes; `refused` where the unit says that nothing listens there (RFC 1122, 4.1.3). */
export async function ask({ tries, ...asking }: Asking): Promise<Heard | 'refused' | undefined> {
  for (let left = tries; left > 0; left -= 1) {
    const heard = await askOnce(asking);
    if (heard !== undefined) return heard;
  }
  return undefined;
}

function askOnce({ address, port, question }: Omit<Asking, 'tries'>): Promise<Heard | 'refused' | undefined> {
  const socket = createSocket(familyOf(address) === 'IPv6' ? 'udp6' : 'udp4');
  return new Promise((resolve) => {
    let first: Buffer | undefined;
    let bytes = 0;
    let datagrams = 0;
    const end = (outcome?: 'refused') => {
      clearTimeout(timer);
      socket.removeAllListeners().on('error', () => undefined);
      socket.close();
      resolve(first === undefined ? outcome : { first, bytes });
    };
    let timer = setTimeout(end, answerMilliseconds);
    socket.on('message', (message, { address: source }) => {
      if (source.split('%', 1)[0] !== address.split('%', 1)[0]) return;
      datagrams += 1;
      bytes += message.length;
      if (datagrams >= mostDatagrams) end();
      if (first !== undefined) return;
      first = message;
      clearTimeout(timer);
      timer = setTimeout(end, restMilliseconds);
    });
    socket.on('error', (error: NodeJS.ErrnoException) => end(error.code === 'ECONNREFUSED' ? 'refused' : undefined));
    // A connected socket learns of a refusal; but it hears nothing from another port than the one asked.
    if (question.fromElsewhere === true) socket.send(question.request, port, address);
    else {
      socket.once('connect', () => socket.send(question.request));
      socket.connect(port, address);
    }
  });
}
