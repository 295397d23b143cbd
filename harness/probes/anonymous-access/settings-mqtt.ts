import type { Place } from '../shared/conversation.ts';
import { connectMqtt, packetsIn, published, publishPacket, subscribePacket, type MqttSession } from '../shared/mqtt.ts';
import { printable } from '../shared/printable.ts';
import type { Session } from '../shared/http-session.ts';
import type { Setting, SettingAccess } from './settings.ts';

/** A setting told on one topic and changed by a message on another. */
export function mqttSetting({ readTopic, writeTopic, payload }: NonNullable<Setting['mqtt']>): SettingAccess {
  return {
    sent: `PUBLISH ${writeTopic} ${payload}`,
    value: payload,
    read: async (place, session) => (await inSession(place, session, (mqtt) => lastOn(mqtt, readTopic))) ?? null,
    write: async (place, options) => {
      const answer = await inSession(place, options?.session, async ({ conversation }) => {
        conversation.say(publishPacket(4, writeTopic, options?.value ?? payload));
        await conversation.hear(() => false, 500);
        return conversation.ending === 'open' ? 'sent' : 'connection closed';
      });
      return printable(answer ?? 'connection refused');
    },
  };
}

async function inSession<T>(
  place: Place,
  session: Session | undefined,
  speak: (mqtt: MqttSession) => Promise<T>,
): Promise<T | undefined> {
  const { username, password } = session ?? {};
  const who = username === undefined || password === undefined ? {} : { username, password };
  const mqtt = await connectMqtt(place, { version: 4, ...who });
  try {
    return mqtt?.code === 0 ? await speak(mqtt) : undefined;
  } finally {
    mqtt?.conversation.close();
  }
}

// The retained message, or what the toy says within two seconds.
async function lastOn({ conversation }: MqttSession, topic: string): Promise<string | null> {
  conversation.say(subscribePacket(4, 1, topic));
  const heard = packetsIn(await conversation.hear((bytes) => packetsIn(bytes).some(({ type }) => type === 3), 2000));
  const messages = heard.map((packet) => published(packet, 4)).filter((message) => message?.topic === topic);
  return messages.at(-1)?.payload.toString('utf8') ?? null;
}
