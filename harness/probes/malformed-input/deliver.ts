import type { MalformedInputObservation } from '../../../schemas/types.ts';
import { converse, type Place } from '../shared/conversation.ts';
import { datagramDialogue } from '../shared/datagram.ts';
import type { Service } from '../shared/reach.ts';
import type { Message } from './corpus/message.ts';

export type Answer = MalformedInputObservation['messages'][number]['answer'];

// Long enough for an answer, too short to hold up the corpus where silence is the answer.
const patience = 1000;

/** Sends one malformed message on a connection of its own and says what came of it. */
export async function deliver(place: Place, transport: Service['transport'], { bytes }: Message): Promise<Answer> {
  if (transport === 'udp') return deliverDatagram(place, bytes);
  const conversation = await converse(place);
  if (conversation === undefined) return 'not-connected';
  conversation.say(bytes);
  const heard = await conversation.hear((received) => received.length > 0, patience);
  const { ending } = conversation;
  conversation.close();
  if (heard.length > 0) return 'answered';
  return ending === 'open' ? 'silent' : ending;
}

async function deliverDatagram(place: Place, bytes: Uint8Array): Promise<Answer> {
  const dialogue = datagramDialogue(place);
  const answer = await dialogue.ask(bytes, patience / 2);
  dialogue.close();
  return answer === undefined ? 'silent' : 'answered';
}
