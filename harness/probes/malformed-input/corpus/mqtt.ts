import { connectPacket, mqttPacket, mqttText, subscribePacket } from '../../shared/mqtt.ts';
import { noise } from '../../shared/noise.ts';
import { message, type Message } from './message.ts';

const connect = connectPacket({ version: 4, clientId: 'toymark' });
const name = mqttText('MQTT');

/** Breaches of MQTT 3.1.1 and 5, clauses 1.5, 2.2, 3.1, 3.3 and 3.8. */
export const mqtt: readonly Message[] = [
  message('fixed header of a reserved type', mqttPacket(0x00, Buffer.alloc(2))),
  message('fixed header of type 15 before CONNECT', mqttPacket(0xf0, Buffer.alloc(0))),
  message('remaining length of five bytes', [0x10, 0xff, 0xff, 0xff, 0xff, 0x7f]),
  message('remaining length of 256 MiB with little sent', [0x10, 0xff, 0xff, 0xff, 0x7f], name),
  message('CONNECT cut short', connect.subarray(0, 8)),
  message('CONNECT empty', mqttPacket(0x10, Buffer.alloc(0))),
  message('CONNECT with wrong flags', mqttPacket(0x1f, connect.subarray(2))),
  message(
    'CONNECT with reserved flag',
    mqttPacket(0x10, Buffer.concat([name, Buffer.from([4, 3, 0, 60]), mqttText('x')])),
  ),
  message(
    'CONNECT with an unknown protocol',
    mqttPacket(0x10, Buffer.concat([mqttText('A'.repeat(1000)), Buffer.from([4, 2, 0, 60, 0, 0])])),
  ),
  message('CONNECT of version 255', mqttPacket(0x10, Buffer.concat([name, Buffer.from([255, 2, 0, 60, 0, 0])]))),
  message(
    'CONNECT with no client id and a kept session',
    mqttPacket(0x10, Buffer.concat([name, Buffer.from([4, 0, 0, 60, 0, 0])])),
  ),
  message(
    'CONNECT whose text is longer than the packet',
    mqttPacket(0x10, Buffer.concat([name, Buffer.from([4, 2, 0, 60, 0xff, 0xff, 0x61])])),
  ),
  message(
    'CONNECT with a will of quality 3',
    mqttPacket(0x10, Buffer.concat([name, Buffer.from([4, 0x1e, 0, 60]), mqttText('x'), mqttText('w'), mqttText('m')])),
  ),
  message(
    'CONNECT with a client id that is not UTF-8',
    mqttPacket(0x10, Buffer.concat([name, Buffer.from([4, 2, 0, 60, 0, 4, 0xff, 0xfe, 0xc0, 0x80])])),
  ),
  message('CONNECT with a client id of 60 KiB', connectPacket({ version: 4, clientId: 'i'.repeat(60_000) })),
  message(
    'CONNECT of MQTT 5 with properties cut short',
    mqttPacket(0x10, Buffer.concat([name, Buffer.from([5, 2, 0, 60, 0x7f, 0x26, 0xff])])),
  ),
  message('CONNECT twice', connect, connect),
  message('PUBLISH before CONNECT', mqttPacket(0x30, Buffer.concat([mqttText('t'), Buffer.from('x')]))),
  message('PUBLISH of quality 3', connect, mqttPacket(0x36, Buffer.concat([mqttText('t'), Buffer.from([0, 1])]))),
  message('PUBLISH with a wildcard topic', connect, mqttPacket(0x30, mqttText('a/#/b'))),
  message('PUBLISH with a topic that is not UTF-8', connect, mqttPacket(0x30, Buffer.from([0, 2, 0xc3, 0x28]))),
  message('PUBLISH with a NUL in the topic', connect, mqttPacket(0x30, Buffer.from([0, 3, 0x61, 0, 0x62]))),
  message('PUBLISH with an empty topic', connect, mqttPacket(0x30, Buffer.from([0, 0]))),
  message('PUBLISH whose topic is longer than the packet', connect, mqttPacket(0x30, Buffer.from([0xff, 0xff, 0x61]))),
  message('SUBSCRIBE without a topic', connect, mqttPacket(0x82, Buffer.from([0, 1]))),
  message('SUBSCRIBE with wrong flags', connect, mqttPacket(0x80, subscribePacket(4, 1, 'toymark').subarray(2))),
  message('SUBSCRIBE with identifier 0', connect, subscribePacket(4, 0, 'toymark')),
  message('SUBSCRIBE 5000 levels deep', connect, subscribePacket(4, 1, '/'.repeat(5000))),
  message('UNSUBSCRIBE without a topic', connect, mqttPacket(0xa2, Buffer.from([0, 1]))),
  message('PUBREL never asked for', connect, mqttPacket(0x62, Buffer.from([0x12, 0x34]))),
  message('PINGREQ with a body', connect, mqttPacket(0xc0, Buffer.alloc(200))),
  message('binary', noise(4096, 5)),
  message('binary after CONNECT', connect, noise(4096, 7)),
];
