import type { MalformedInputObservation } from '../../../schemas/types.ts';
import { converse, type Place } from '../shared/conversation.ts';
import { datagramDialogue } from '../shared/datagram.ts';
import type { Service } from '../shared/reach.ts';
import type { Message } from './corpus/message.ts';

export type Answer = MalformedInputObservation['messages'][number]['answer'];

/** How a message is to be delivered. */
export interface Delivering {
  readonly transport: Service['transport'];
  /** How long the service took for the whole of a valid request when it was quickest. */
  readonly usualMilliseconds: number;
}

/** Sends one malformed message on a connection of its own and says what came of it. */
export async function deliver(place: Place, { bytes }: Message, delivering: Delivering): Promise<Answer> {
  const patience = patienceFor(delivering);
  if (delivering.transport === 'udp') return deliverDatagram(place, bytes, patience);
  const conversation = await converse(place);
  if (conversation === undefined) return 'not-connected';
  conversation.say(bytes);
  const heard = await conversation.hear((received) => received.length > 0, patience);
  const { ending } = conversation;
  conversation.close();
  if (heard.length > 0) return 'answered';
  return ending === 'open' ? 'silent' : ending;
}

// Long enough for an answer, too short to hold up the corpus where silence is the answer.
function patienceFor({ transport, usualMilliseconds }: Delivering): number {
  const [least, most] = transport === 'udp' ? [25, 500] : [50, 1000];
  return Math.min(most, Math.max(least, 10 * usualMilliseconds));
}

async function deliverDatagram(place: Place, bytes: Uint8Array, patience: number): Promise<Answer> {
  const dialogue = datagramDialogue(place);
  const answer = await dialogue.ask(bytes, patience);
  dialogue.close();
  return answer === undefined ? 'silent' : 'answered';
}
