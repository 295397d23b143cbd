import { isDeepStrictEqual } from 'node:util';
import {
  connectMqtt,
  packetsIn,
  published,
  publishPacket,
  subscribePacket,
  type Message,
  type MqttPacket,
  type MqttSession,
  type MqttVersion,
} from '../shared/mqtt.ts';
import type { Asking, Finding } from './finding.ts';

/** Connects without credentials as MQTT 3.1.1 and as MQTT 5, listens to everything, and sends to a topic of its own. */
export async function askMqtt(asking: Asking): Promise<readonly Finding[]> {
  return [...(await askAs(asking, 4)), ...(await askAs(asking, 5))];
}

async function askAs(asking: Asking, version: MqttVersion): Promise<readonly Finding[]> {
  const session = await connectMqtt(asking.place, { version });
  const connect = { operation: 'connect', target: version === 4 ? 'MQTT 3.1.1' : 'MQTT 5' } as const;
  if (session === undefined) return [{ ...connect, outcome: 'unanswered' }];
  try {
    const status = session.code === undefined ? {} : { status: String(session.code) };
    if (session.code !== 0) return [{ ...connect, ...status, outcome: refusedOr(session) }];
    const topics = [await listenTo(session, version, '#'), await listenTo(session, version, '$SYS/#')];
    return [{ ...connect, ...status, outcome: 'granted' }, ...topics.flat(), await publish(asking, session, version)];
  } finally {
    session.conversation.close();
  }
}

// A broker that closes the connection has refused as clearly as one that says so.
const refusedOr = ({ code, conversation }: MqttSession): Finding['outcome'] =>
  code === undefined && conversation.ending === 'open' ? 'unanswered' : 'refused';

async function listenTo(
  { conversation }: MqttSession,
  version: MqttVersion,
  topic: string,
): Promise<readonly Finding[]> {
  conversation.say(subscribePacket(version, topic === '#' ? 1 : 2, topic));
  // Retained messages come at once; two seconds give a chatty toy time to say more.
  const packets = packetsIn(await conversation.hear(() => false, 2000));
  const suback = packets.find(({ type }) => type === 9);
  const messages = packets.map((packet) => published(packet, version)).filter((message) => message !== undefined);
  const names = [...new Set(messages.map((message) => message.topic))];
  const list = { operation: 'list', target: topic } as const;
  if (suback === undefined && messages.length === 0) return [{ ...list, outcome: 'unanswered' }];
  const code = suback?.body.at(-1) ?? 0;
  if (code >= 0x80) return [{ ...list, outcome: 'refused', status: String(code) }];
  const listed = { ...list, outcome: 'granted', status: String(code), content: names.join('\n') } as const;
  return [listed, ...messages.slice(0, 50).map(toRead)];
}

const toRead = ({ topic, payload }: Message): Finding => ({
  operation: 'read',
  target: topic,
  outcome: 'granted',
  content: payload,
});

// Granted where the message comes back: only then did the broker take it.
async function publish({ unique }: Asking, { conversation }: MqttSession, version: MqttVersion): Promise<Finding> {
  const topic = `${unique}/${String(version)}`;
  const wanted = { topic, payload: Buffer.from(unique) };
  const isOurs = (packet: MqttPacket): boolean => {
    const message = published(packet, version);
    return message !== undefined && isDeepStrictEqual({ ...message, payload: Buffer.from(message.payload) }, wanted);
  };
  conversation.say(subscribePacket(version, 3, topic));
  await conversation.hear((heard) => packetsIn(heard).some(({ type }) => type === 9), 2000);
  conversation.say(publishPacket(version, topic, unique));
  const heard = await conversation.hear((bytes) => packetsIn(bytes).some(isOurs), 2000);
  return { operation: 'write', target: topic, outcome: packetsIn(heard).some(isOurs) ? 'granted' : 'refused' };
}
