import { hex, lines } from './wire.ts';

/** How one protocol is recognised on a connection, whatever the port's number. */
export interface Dialogue {
  readonly protocol: string;
  /** What to send; where absent, the protocol is recognised by what it says first or in answer to another's request. */
  readonly request?: Buffer;
  /** Whether these bytes are this protocol's; `text` is the same in ISO 8859-1. */
  readonly is: (reply: Buffer, text: string) => boolean;
  /** The sign means something only in answer to this very request. */
  readonly only?: true;
}

const starts = (pattern: RegExp) => (_: Buffer, text: string) => pattern.test(text);

const mqttHello = (level: number, properties: string) =>
  hex(
    `10 ${(0x13 + properties.length / 2).toString(16)} 0004 4d515454 0${level} 02 000a ${properties} 0007 746f796d61726b`,
  );
const connack = (reply: Buffer) => reply[0] === 0x20 && reply[1] === reply.length - 2 && (reply[2] ?? 2) <= 1;

/** Protocols that speak first, or whose words cannot be mistaken. Order matters where one sign includes another. */
const talkers: readonly Dialogue[] = [
  { protocol: 'ssh', is: starts(/^(?:[^\n]{0,255}\n){0,8}SSH-\d/) },
  { protocol: 'vnc', is: starts(/^RFB \d{3}\.\d{3}/) },
  { protocol: 'smtp', is: starts(/^220[ -][^]*(?:SMTP|\r?\n250[ -])/i) },
  {
    protocol: 'ftp',
    is: starts(/^220[ -][^]*(?:FTP|\r?\n(?:331|230|530) )|^(?:220|421|530|550)[ -][^\n]*FTP|^500 OOPS: /i),
  },
  { protocol: 'pop3', is: starts(/^\+OK .*(?:POP|ready|<.+@.+>)/i) },
  { protocol: 'imap', is: starts(/^\* (?:OK|PREAUTH|BYE) /) },
  { protocol: 'nntp', is: starts(/^20[01] .*(?:NNTP|news)/i) },
  { protocol: 'irc', is: starts(/^(?::\S+ )?NOTICE (?:\*|AUTH) /) },
  { protocol: 'rsync', is: starts(/^@RSYNCD: /) },
  {
    protocol: 'mysql',
    is: (reply, text) =>
      reply[3] === 0 &&
      /^(?:\x0a[\d.]+[^]*(?:native|mysql|caching|maria)|\xff..[^]*(?:MySQL|MariaDB|not allowed to connect))/i.test(
        text.slice(4),
      ),
  },
  { protocol: 'telnet', is: starts(/^[\r\n]*\xff[\xfa-\xfe]|(?:^|\n)[^\n]{0,80}(?:login|user ?name): ?$/i) },
  { protocol: 'rtsp', is: starts(/^RTSP\/\d\.\d \d{3}/) },
  { protocol: 'sip', is: starts(/^SIP\/2\.0 \d{3}/) },
  { protocol: 'upnp', is: starts(/^HTTP\/\d\.\d \d{3}[^]*\r?\nServer:[^\r\n]*UPnP/i) },
  { protocol: 'http', is: starts(/^HTTP\/\d\.\d \d{3}|^\s*<(?:!doctype html|html|head)\b/i) },
  {
    protocol: 'redis',
    is: starts(/^(?:\+PONG|-NOAUTH|-DENIED|-ERR (?:unknown command|wrong number|Protocol error)|-MISCONF)/),
  },
  { protocol: 'memcached', is: starts(/^(?:VERSION \d|STAT pid |ERROR\r\n$)/) },
  { protocol: 'adb', is: starts(/^(?:CNXN|AUTH|STLS|SYNC)[^]{20}/) },
  { protocol: 'jdwp', is: starts(/^JDWP-Handshake$/) },
  { protocol: 'amqp', is: starts(/^(?:AMQP[\0\x02\x03]|\x01\0\0[^]{4}\0\x0a\0\x0a)/) },
  { protocol: 'xmpp', is: starts(/<stream:(?:stream|error)/) },
  { protocol: 'chargen', is: starts(/(?:!"#\$%&'\(\)\*\+,-\.\/0123456789:;<=>\?@ABC){1}[^]*\n/) },
  {
    protocol: 'daytime',
    is: starts(
      /^[^\n]{0,12}\b(?:\d{1,2} [A-Z][a-z]{2}|[A-Z][a-z]{2} +\d{1,2}|\d\d-\d\d-\d\d)[^\n]{0,8} \d\d:\d\d:\d\d[^\n]{0,60}\r?\n$/,
    ),
  },
];

const bson = hex('10 69734d617374657200 01000000 00');
const isMaster = Buffer.concat([
  hex('3a000000 544d0000 00000000 d4070000 00000000'),
  Buffer.from('admin.$cmd\0'),
  hex('00000000 ffffffff 13000000'),
  bson,
]);
const windows = hex('03 00 00 13 0e e0 00 00 00 00 00 01 00 08 00 03 00 00 00');
const blockMessage = Buffer.concat([
  hex('00000054 ff534d42 72 00000000 18 0128 0000 0000000000000000 0000 0000 2f4b 0000 c55e 00 3100'),
  Buffer.from('\x02LANMAN1.0\0\x02LM1.2X002\0\x02NT LANMAN 1.0\0\x02NT LM 0.12\0'),
]);
const scramble = (text: string): Buffer => {
  let key = 171;
  return Buffer.from([...Buffer.from(text)].map((byte) => (key = byte ^ key)));
};
const kasa = scramble('{"system":{"get_sysinfo":{}}}');

/** Protocols that wait for the client, in the order in which they are tried. */
const listeners: readonly Dialogue[] = [
  {
    protocol: 'http',
    request: lines('GET / HTTP/1.1', 'Host: localhost', 'User-Agent: toymark', 'Connection: close'),
    is: () => false,
  },
  {
    protocol: 'mqtt',
    request: mqttHello(4, ''),
    is: (reply) => reply.length === 4 && reply[0] === 0x20 && reply[1] === 2,
    only: true,
  },
  { protocol: 'mqtt', request: mqttHello(5, '00'), is: connack, only: true },
  { protocol: 'redis', request: Buffer.from('PING\r\n'), is: () => false },
  { protocol: 'ftp', request: Buffer.from('USER anonymous\r\n'), is: () => false },
  { protocol: 'smtp', request: Buffer.from('EHLO localhost\r\n'), is: () => false },
  { protocol: 'rtsp', request: lines('OPTIONS * RTSP/1.0', 'CSeq: 1'), is: () => false },
  {
    protocol: 'sip',
    request: lines(
      'OPTIONS sip:toymark@localhost SIP/2.0',
      'Via: SIP/2.0/TCP localhost;branch=z9hG4bK1',
      'From: <sip:toymark@localhost>;tag=1',
      'To: <sip:toymark@localhost>',
      'Call-ID: 1',
      'CSeq: 1 OPTIONS',
      'Max-Forwards: 1',
      'Content-Length: 0',
    ),
    is: () => false,
  },
  {
    protocol: 'adb',
    request: Buffer.concat([
      Buffer.from('CNXN'),
      hex('00000001 00001000 07000000 32020000 bcb1a7b1'),
      Buffer.from('host::\0'),
    ]),
    is: () => false,
  },
  {
    protocol: 'gdbserver',
    request: Buffer.from('+$qSupported#37'),
    is: starts(/^[+-]*\$[^#]*#[0-9a-f]{2}/i),
    only: true,
  },
  { protocol: 'jdwp', request: Buffer.from('JDWP-Handshake'), is: () => false },
  { protocol: 'memcached', request: Buffer.from('version\r\n'), is: () => false },
  {
    protocol: 'mongodb',
    request: isMaster,
    is: (reply, text) =>
      reply.length > 36 && reply.readUInt32LE(8) === 0x4d54 && /ismaster|maxWireVersion|errmsg/i.test(text),
    only: true,
  },
  { protocol: 'postgresql', request: hex('00000008 04d2162f'), is: starts(/^[SN]$/), only: true },
  {
    protocol: 'dns',
    request: hex('001e 544d 0100 0001 0000 0000 0000 07 76657273696f6e 04 62696e64 00 0010 0003'),
    is: (reply) => reply.length > 13 && reply.readUInt16BE(2) === 0x544d && ((reply[4] ?? 0) & 0x80) !== 0,
    only: true,
  },
  {
    protocol: 'modbus',
    request: hex('544d 0000 0005 00 2b 0e 01 00'),
    is: (reply) =>
      reply.length > 7 && reply.readUInt32BE(0) === 0x544d0000 && reply.length - 6 === reply.readUInt16BE(4),
    only: true,
  },
  {
    protocol: 'x11',
    request: hex('6c00 0b00 0000 0000 0000 0000'),
    is: (reply) => reply.length >= 8 && (reply[0] ?? 3) <= 2 && reply.readUInt16LE(2) === 11,
    only: true,
  },
  { protocol: 'amqp', request: hex('414d5150 00 00 09 01'), is: () => false },
  { protocol: 'smb', request: blockMessage, is: starts(/^\0[^]{3}[\xff\xfe]SMB/) },
  {
    protocol: 'rdp',
    request: windows,
    is: (reply) => reply[0] === 3 && reply[1] === 0 && reply[5] === 0xd0,
    only: true,
  },
  {
    protocol: 'socks5',
    request: hex('05 02 00 02'),
    is: (reply) => reply.length === 2 && reply[0] === 5 && [0, 2, 255].includes(reply[1] ?? 1),
    only: true,
  },
  {
    protocol: 'ldap',
    request: hex('30 0c 02 01 01 60 07 02 01 03 04 00 80 00'),
    is: starts(/^0[^]{1,5}\x02\x01\x01a/),
    only: true,
  },
  {
    protocol: 'rpc',
    request: hex('80000028 544d0001 00000000 00000002 000186a0 00000002 00000000 00000000 00000000 00000000 00000000'),
    is: (reply) => reply.length >= 12 && reply.readUInt32BE(4) === 0x544d0001 && reply.readUInt32BE(8) === 1,
    only: true,
  },
  {
    protocol: 'tuya',
    request: hex('000055aa 00000001 00000009 00000008 b051ab03 0000aa55'),
    is: starts(/^\0\0\x55\xaa[^]{12}/),
    only: true,
  },
  {
    protocol: 'kasa',
    request: Buffer.concat([hex(`000000${kasa.length.toString(16)}`), kasa]),
    is: (reply) => ((reply[4] ?? 0) ^ 171) === 0x7b,
    only: true,
  },
  { protocol: 'esphome', request: hex('00 00 01'), is: starts(/^(?:\0[^]{1,2}\x02|\x01\0)/), only: true },
  {
    protocol: 'xmpp',
    request: Buffer.from(
      "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' version='1.0'>",
    ),
    is: () => false,
  },
  {
    protocol: 'rlogin',
    request: Buffer.from('\0toymark\0toymark\0vt100/9600\0'),
    is: starts(/^\0(?:Password|login|.*denied|.*incorrect)?/i),
    only: true,
  },
  {
    protocol: 'rsh',
    request: Buffer.from('0\0toymark\0toymark\0id\0'),
    is: starts(/^(?:\0|\x01[ -~]+\n$)/),
    only: true,
  },
  { protocol: 'telnet', request: hex('fffd01 fffb18'), is: () => false },
];

export const dialogues: readonly Dialogue[] = [...talkers, ...listeners];

/** What the bytes that answered a request say about the protocol. */
export function recognise(reply: Buffer, asked?: Dialogue): string | undefined {
  if (reply.length === 0) return undefined;
  const text = reply.toString('latin1');
  const fits = ({ is }: Dialogue) => isWithin(() => is(reply, text));
  if (asked?.only === true && fits(asked)) return asked.protocol;
  const known = dialogues.find((dialogue) => dialogue.only !== true && fits(dialogue));
  if (known !== undefined) return known.protocol;
  return asked?.request !== undefined && reply.equals(asked.request) ? 'echo' : undefined;
}

function isWithin(sign: () => boolean): boolean {
  try {
    return sign();
  } catch (error) {
    // Shorter than the fields that the sign reads.
    if (error instanceof RangeError) return false;
    throw error;
  }
}
