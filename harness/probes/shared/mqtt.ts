import { randomBytes } from 'node:crypto';
import { converse, type Conversation, type Place } from './conversation.ts';

/** 4 is MQTT 3.1.1, 5 is MQTT 5. */
export type MqttVersion = 4 | 5;

export interface MqttPacket {
  readonly type: number;
  readonly flags: number;
  readonly body: Buffer;
}

/** A CONNACK, or its absence. `code` 0 is acceptance; undefined where none came. */
export interface MqttSession {
  readonly conversation: Conversation;
  readonly code: number | undefined;
}

/** Connects, with or without a name and a password. Undefined where no connection came about. */
export async function connectMqtt(
  place: Place,
  { version, username, password }: { version: MqttVersion; username?: string; password?: string },
): Promise<MqttSession | undefined> {
  const conversation = await converse(place);
  if (conversation === undefined) return undefined;
  conversation.say(connectPacket({ version, clientId: `tm${randomBytes(6).toString('hex')}`, username, password }));
  const [connack] = packetsIn(await conversation.hear((heard) => packetsIn(heard).length > 0, 4000));
  return { conversation, code: connack?.type === 2 ? connack.body[1] : undefined };
}

interface Connect {
  readonly version: MqttVersion;
  readonly clientId: string;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
}

/** CONNECT with a clean session and a keep-alive of 60 seconds (MQTT 3.1.1 and 5, clause 3.1). */
export function connectPacket({ version, clientId, username, password }: Connect): Buffer {
  const flags = 0x02 | (username === undefined ? 0 : 0x80) | (password === undefined ? 0 : 0x40);
  const head = Buffer.concat([mqttText('MQTT'), Buffer.from([version, flags, 0, 60])]);
  const rest = [clientId, username, password].filter((part) => part !== undefined).map(mqttText);
  return mqttPacket(0x10, Buffer.concat([head, properties(version), ...rest]));
}

/** SUBSCRIBE with quality of service 0 (clause 3.8). */
export const subscribePacket = (version: MqttVersion, id: number, topic: string): Buffer =>
  mqttPacket(
    0x82,
    Buffer.concat([Buffer.from([id >> 8, id & 255]), properties(version), mqttText(topic), Buffer.of(0)]),
  );

/** PUBLISH with quality of service 0, not retained (clause 3.3). */
export const publishPacket = (version: MqttVersion, topic: string, payload: string): Buffer =>
  mqttPacket(0x30, Buffer.concat([mqttText(topic), properties(version), Buffer.from(payload)]));

/** A control packet: first byte, remaining length, body. */
export function mqttPacket(first: number, body: Uint8Array): Buffer {
  const length: number[] = [];
  let left = body.length;
  do {
    length.push((left & 127) | (left > 127 ? 128 : 0));
    left >>= 7;
  } while (left > 0);
  return Buffer.concat([Buffer.from([first, ...length]), body]);
}

/** Text with its length before it. */
export function mqttText(text: string): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes]);
}

/** The whole packets at the beginning of what came; the rest is left out. */
export function packetsIn(bytes: Buffer): readonly MqttPacket[] {
  const packets: MqttPacket[] = [];
  let at = 0;
  while (at < bytes.length) {
    let length = 0;
    let next = at + 1;
    for (let shift = 0; shift < 28; shift += 7) {
      const digit = bytes[next++];
      if (digit === undefined) return packets;
      length += (digit & 127) * 2 ** shift;
      if (digit < 128) break;
    }
    if (next + length > bytes.length) return packets;
    const first = bytes[at] ?? 0;
    packets.push({ type: first >> 4, flags: first & 15, body: bytes.subarray(next, next + length) });
    at = next + length;
  }
  return packets;
}

/** Topic and payload of a PUBLISH. */
export function published({ type, flags, body }: MqttPacket, version: MqttVersion): Message | undefined {
  if (type !== 3 || body.length < 2) return undefined;
  const end = 2 + body.readUInt16BE(0);
  const afterId = end + ((flags & 6) === 0 ? 0 : 2);
  const start = version === 5 ? afterId + 1 + (body[afterId] ?? 0) : afterId;
  return { topic: body.subarray(2, end).toString('utf8'), payload: body.subarray(start) };
}

export interface Message {
  readonly topic: string;
  readonly payload: Buffer;
}

const properties = (version: MqttVersion): Buffer => (version === 5 ? Buffer.of(0) : Buffer.alloc(0));
