import type { Question } from './udp-payloads.ts';
import { hex } from './wire.ts';

const starts = (pattern: RegExp) => (_: Buffer, text: string) => pattern.test(text);
const begins = (bytes: string) => {
  const head = hex(bytes);
  return (reply: Buffer) => reply.subarray(0, head.length).equals(head);
};

const scramble = (text: string): Buffer => {
  let key = 171;
  return Buffer.from([...Buffer.from(text)].map((byte) => (key = byte ^ key)));
};
const internetKeyExchange = hex(
  '746f796d61726b31 0000000000000000 01 10 02 00 00000000 00000050 00000034 00000001 00000001' +
    '00000028 01010001 00000020 01010000 80010005 80020002 80030001 80040002 800b0001 800c7080',
);
const tunnel = hex(
  'c802 003f 0000 0000 0000 0000 8008 0000 0000 0001 8008 0000 0002 0100 800a 0000 0003 00000003' +
    '800d 0000 0007 746f796d61726b 8008 0000 0009 0001 8008 0000 000a 0004',
);
const lifx = Buffer.concat([
  hex('2400 0034 544d0001'),
  Buffer.alloc(14),
  hex('01 01'),
  Buffer.alloc(8),
  hex('0200 0000'),
]);
const wireguard = Buffer.concat([hex('01000000 544d0001'), Buffer.alloc(140)]);
const steam = Buffer.concat([hex('ffffffff 54'), Buffer.from('Source Engine Query\0')]);
const radius = Buffer.concat([hex('0c 54 0014'), Buffer.alloc(16, 0x54)]);

/** Tunnels, buildings, gadgets and games: what turns up on the network of a home. */
export const moreQuestions: readonly Question[] = [
  { protocol: 'ike', ports: [500], request: internetKeyExchange, is: begins('746f796d61726b31') },
  {
    protocol: 'ike',
    ports: [4500],
    request: Buffer.concat([hex('00000000'), internetKeyExchange]),
    is: begins('00000000 746f796d61726b31'),
  },
  {
    protocol: 'openvpn',
    ports: [1194],
    request: hex('38 746f796d61726b31 00 00000000'),
    is: (reply) => reply.length >= 14 && (reply[0] ?? 0) >> 3 === 8,
  },
  // Silent to whoever does not know its key, so only "nothing listens there" can be learnt.
  { protocol: 'wireguard', ports: [51820], request: wireguard, is: (reply) => reply.length === 92 && reply[0] === 2 },
  { protocol: 'l2tp', ports: [1701], request: tunnel, is: starts(/^\xc8\x02/) },
  {
    protocol: 'radius',
    ports: [1812, 1813],
    request: radius,
    is: (reply) => reply.length >= 20 && [2, 3, 5].includes(reply[0] ?? 0) && reply[1] === 0x54,
  },
  {
    protocol: 'memcached',
    ports: [11211],
    request: Buffer.concat([hex('544d 0000 0001 0000'), Buffer.from('stats\r\n')]),
    is: (reply, text) => reply.readUInt16BE(0) === 0x544d && /^(?:STAT|ERROR|END|SERVER_ERROR)/.test(text.slice(8)),
  },
  {
    protocol: 'ubiquiti-discovery',
    ports: [10001],
    request: hex('01 00 0000'),
    is: (reply) => [1, 2].includes(reply[0] ?? 0) && reply.length > 4 && reply.length === reply.readUInt16BE(2) + 4,
  },
  {
    protocol: 'bacnet',
    ports: [47808],
    request: hex('81 0a 0011 01 04 0005 01 0c 0c 023fffff 19 4b'),
    is: starts(/^\x81[\n\x0b\0]/),
  },
  {
    protocol: 'ethernet-ip',
    ports: [44818, 2222],
    request: Buffer.concat([hex('6300'), Buffer.alloc(22)]),
    is: (reply) => reply.length > 24 && reply.readUInt16LE(0) === 0x63,
  },
  {
    protocol: 'modbus',
    ports: [502],
    request: hex('544d 0000 0005 00 2b 0e 01 00'),
    is: (reply) => reply.length > 7 && reply.readUInt32BE(0) === 0x544d0000,
  },
  {
    protocol: 'knxnet-ip',
    ports: [3671],
    request: hex('06 10 0203 000e 08 01 00000000 0000'),
    is: begins('0610 0204'),
  },
  {
    protocol: 'kasa',
    ports: [9999],
    request: scramble('{"system":{"get_sysinfo":{}}}'),
    is: (reply) => ((reply[0] ?? 0) ^ 171) === 0x7b,
  },
  {
    protocol: 'tuya',
    ports: [6666, 6667, 7000],
    request: hex('000055aa 00000001 00000013 00000008 b4e9c6e5 0000aa55'),
    is: starts(/^\0\0(?:\x55\xaa|\x66\x99)/),
  },
  {
    protocol: 'lifx',
    ports: [56700],
    request: lifx,
    is: (reply) =>
      reply.length >= 36 && reply.length === reply.readUInt16LE(0) && (reply.readUInt16LE(2) & 0xfff) === 1024,
  },
  { protocol: 'miio', ports: [54321], request: hex(`2131 0020 ${'ff'.repeat(28)}`), is: begins('2131') },
  {
    protocol: 'wiz',
    ports: [38899],
    request: Buffer.from('{"method":"getPilot","params":{}}'),
    is: starts(/^\{"method":"/),
  },
  {
    protocol: 'govee',
    ports: [4001, 4003],
    request: Buffer.from('{"msg":{"cmd":"scan","data":{"account_topic":"reserve"}}}'),
    is: starts(/^\{"msg":\{"cmd"/),
  },
  {
    protocol: 'art-net',
    ports: [6454],
    request: Buffer.concat([Buffer.from('Art-Net\0'), hex('0020 000e 00 00')]),
    is: starts(/^Art-Net\0/),
  },
  {
    protocol: 'sadp',
    ports: [37020],
    request: Buffer.from(
      '<?xml version="1.0" encoding="utf-8"?><Probe><Uuid>746F796D-6172-4B00-8000-000000000001</Uuid><Types>inquiry</Types></Probe>',
    ),
    is: starts(/<ProbeMatch>/),
    fromElsewhere: true,
  },
  {
    protocol: 'dvrip',
    ports: [37810],
    request: Buffer.concat([
      hex('20000000 44484950 00000000 00000000 4a000000 00000000 4a000000 00000000'),
      Buffer.from('{ "method" : "DHDiscover.search", "params" : { "mac" : "", "uni" : 1 } }\n'),
    ]),
    is: starts(/DHIP|DHDiscover/),
  },
  { protocol: 'gige-vision', ports: [3956], request: hex('42 01 0002 0000 544d'), is: begins('0000 0003') },
  { protocol: 'ipmi', ports: [623], request: hex('0600ff06 000011be 80000000'), is: starts(/^\x06\0\xff\x06/) },
  { protocol: 'xdmcp', ports: [177], request: hex('0001 0002 0001 00'), is: starts(/^\0\x01\0[\x05\x06]/) },
  { protocol: 'lantronix', ports: [30718], request: hex('000000f6'), is: begins('000000f7') },
  { protocol: 'steam', ports: [27015, 27036], request: steam, is: starts(/^\xff{4}[IAmD]/) },
  {
    protocol: 'quake3',
    ports: [27960],
    request: Buffer.from('\xff\xff\xff\xffgetstatus\n', 'latin1'),
    is: starts(/^\xff{4}(?:statusResponse|infoResponse|print)/),
  },
  {
    protocol: 'minecraft',
    ports: [19132],
    request: hex('01 0000000000000001 00ffff00fefefefefdfdfdfd12345678 746f796d61726b31'),
    is: begins('1c 0000000000000001'),
  },
  {
    protocol: 'teamspeak',
    ports: [9987],
    request: Buffer.from('TS3INIT1\0\x65\0\0\x88\x0a\x0e\x1d\x11\0toymarktoymark12', 'latin1'),
    is: begins('5453 3349 4e49 5431'),
  },
];
