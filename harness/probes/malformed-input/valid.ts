import { randomBytes } from 'node:crypto';
import { converse, type Place } from '../shared/conversation.ts';
import { askTwice } from '../shared/datagram.ts';
import { exchange } from '../shared/http.ts';
import { connectMqtt } from '../shared/mqtt.ts';
import type { Service } from '../shared/reach.ts';
import { spokenBy } from '../shared/spoken.ts';

/** Whether a service answers a request that is as it should be. */
export type Valid = (place: Place) => Promise<boolean>;

const perAnswer = 2500;

/** The valid request of a protocol; for one without, whatever over TCP counts as alive: it greets, answers, or keeps the connection. */
export function validRequest(service: Service): Valid {
  const { protocol } = spokenBy(service);
  if (service.transport === 'udp') return /^mdns\b/i.test(service.protocol) ? mdns : (udp[protocol] ?? plainUdp);
  return tcp[protocol] ?? plainTcp;
}

const http: Valid = async (place) =>
  (await exchange(place, { method: 'GET', path: '/', milliseconds: perAnswer })) !== undefined;

// A broker that refuses a stranger has answered as much as one that lets it in.
const mqtt: Valid = async (place) => {
  const session = await connectMqtt(place, { version: 4 });
  session?.conversation.close();
  return session?.code !== undefined;
};

const says =
  (request: string): Valid =>
  async (place) => {
    const conversation = await converse(place, perAnswer);
    if (conversation === undefined) return false;
    if (request !== '') conversation.say(request);
    const heard = await conversation.hear((bytes) => bytes.length > 0, perAnswer);
    conversation.close();
    return heard.length > 0;
  };

const plainTcp: Valid = async (place) => {
  const conversation = await converse(place, perAnswer);
  if (conversation === undefined) return false;
  const heard = await conversation.hear((bytes) => bytes.length > 0, 400);
  const { ending } = conversation;
  conversation.close();
  return heard.length > 0 || ending !== 'reset';
};

const asks =
  (request: () => Uint8Array): Valid =>
  async (place) =>
    (await askTwice(place, request(), perAnswer / 2)) !== undefined;

const tcp: Readonly<Record<string, Valid>> = {
  ...{ http, upnp: http, mqtt, ssh: says(''), ftp: says(''), telnet: says('') },
  redis: says('*1\r\n$4\r\nPING\r\n'),
  rtsp: says('OPTIONS * RTSP/1.0\r\nCSeq: 1\r\n\r\n'),
};

// GET /.well-known/core, each time with a message id of its own: an answer from memory would prove nothing.
const coapRequest = (): Buffer =>
  Buffer.concat([Buffer.from([0x40, 1]), randomBytes(2), Buffer.from('\xbb.well-known\x04core', 'latin1')]);
const dnsQuestion = (): Buffer =>
  Buffer.concat([
    randomBytes(2),
    Buffer.from([1, 0, 0, 1, 0, 0, 0, 0, 0, 0]),
    Buffer.from('\x03toy\x07example\0\0\x01\0\x01', 'latin1'),
  ]);
// The list of services (RFC 6763, clause 9), asked from a port that only unicast answers reach (RFC 6762, clause 6.7).
const mdnsQuestion = (): Buffer =>
  Buffer.concat([
    randomBytes(2),
    Buffer.from([0, 0, 0, 1, 0, 0, 0, 0, 0, 0]),
    Buffer.from('\x09_services\x07_dns-sd\x04_udp\x05local\0\0\x0c\0\x01', 'latin1'),
  ]);
const snmpRequest = (): Buffer =>
  Buffer.from('302602010104067075626c6963a019020101020100020100300e300c06082b060102010101000500', 'hex');
const tftpRequest = (): Buffer => Buffer.from('\0\x01toymark-not-there\0octet\0', 'latin1');
const ssdpRequest = (): Buffer =>
  Buffer.from(
    'M-SEARCH * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\nMAN: "ssdp:discover"\r\nMX: 1\r\nST: ssdp:all\r\n\r\n',
  );

const mdns: Valid = asks(mdnsQuestion);
const udp: Readonly<Record<string, Valid>> = {
  coap: asks(coapRequest),
  dns: asks(dnsQuestion),
  snmp: asks(snmpRequest),
  tftp: asks(tftpRequest),
  upnp: asks(ssdpRequest),
};

const plainUdp: Valid = async (place) => {
  for (const text of ['{"cmd":"status"}', '{"command":"status"}', '{"type":"status"}', 'status\n'])
    if ((await askTwice(place, Buffer.from(text), 500)) !== undefined) return true;
  return false;
};
