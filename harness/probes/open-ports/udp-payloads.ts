import { ber, datagramHello, hex, lines } from './wire.ts';
import { moreQuestions } from './udp-more.ts';

/** One datagram that a service of the protocol answers, and how its answer is known. */
export interface Question {
  readonly protocol: string;
  /** Where the service usually listens. */
  readonly ports: readonly number[];
  readonly request: Buffer;
  /** Whether these bytes answer the question; `text` is the same in ISO 8859-1. */
  readonly is: (reply: Buffer, text: string) => boolean;
  /** The answer may come from another port than the one asked (as RFC 1350, clause 4). */
  readonly fromElsewhere?: true;
}

const starts = (pattern: RegExp) => (_: Buffer, text: string) => pattern.test(text);
const answersDns = (reply: Buffer) => reply.length >= 12 && ((reply[2] ?? 0) & 0xf8) === 0x80;
const name = (text: string): Buffer =>
  Buffer.concat([...text.split('.').flatMap((label) => [Buffer.from([label.length]), Buffer.from(label)]), hex('00')]);

const public_ = Buffer.from('public');
const oid = ber(6, hex('2b 06 01 02 01 01 01 00'));
const snmp = (version: string, type: number, repetitions: string): Buffer =>
  ber(
    0x30,
    ber(2, hex(version)),
    ber(4, public_),
    ber(type, ber(2, hex('54')), ber(2, hex('00')), ber(2, hex(repetitions)), ber(0x30, ber(0x30, oid, hex('0500')))),
  );
const isSnmp = (reply: Buffer, text: string) => reply[0] === 0x30 && /\x02\x01[\0\x01][\x04][^]*\xa2/.test(text);

const ssdp = lines(
  'M-SEARCH * HTTP/1.1',
  'HOST: 239.255.255.250:1900',
  'MAN: "ssdp:discover"',
  'MX: 1',
  'ST: ssdp:all',
);
const yeelight = lines('M-SEARCH * HTTP/1.1', 'HOST: 239.255.255.250:1982', 'MAN: "ssdp:discover"', 'ST: wifi_bulb');
const isSsdp = starts(/^(?:HTTP\/1\.1 200|NOTIFY \*)/i);
const sip = lines(
  'OPTIONS sip:toymark@localhost SIP/2.0',
  'Via: SIP/2.0/UDP localhost;branch=z9hG4bK1;rport',
  'From: <sip:toymark@localhost>;tag=1',
  'To: <sip:toymark@localhost>',
  'Call-ID: 1',
  'CSeq: 1 OPTIONS',
  'Max-Forwards: 1',
  'Content-Length: 0',
);
const discovery = Buffer.from(
  '<?xml version="1.0" encoding="utf-8"?><e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope" ' +
    'xmlns:w="http://schemas.xmlsoap.org/ws/2004/08/addressing" xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery">' +
    '<e:Header><w:MessageID>uuid:746f796d-6172-4b00-8000-000000000001</w:MessageID>' +
    '<w:To>urn:schemas-xmlsoap-org:ws:2005:04:discovery</w:To>' +
    '<w:Action>http://schemas.xmlsoap.org/ws/2005/04/discovery/Probe</w:Action></e:Header>' +
    '<e:Body><d:Probe/></e:Body></e:Envelope>',
);

/** Protocols of the IETF and of the local network. */
const common: readonly Question[] = [
  {
    protocol: 'dns',
    ports: [53, 5353],
    request: Buffer.concat([hex('544d 0100 0001 0000 0000 0000'), name('version.bind'), hex('0010 0003')]),
    is: answersDns,
  },
  { protocol: 'dns', ports: [53], request: hex('544e 0100 0001 0000 0000 0000 00 0002 0001'), is: answersDns },
  {
    protocol: 'mdns',
    ports: [5353],
    request: Buffer.concat([
      hex('0000 0000 0001 0000 0000 0000'),
      name('_services._dns-sd._udp.local'),
      hex('000c 8001'),
    ]),
    is: answersDns,
    fromElsewhere: true,
  },
  {
    protocol: 'llmnr',
    ports: [5355],
    request: Buffer.concat([hex('544d 0000 0001 0000 0000 0000'), name('toymark'), hex('0001 0001')]),
    is: answersDns,
  },
  {
    protocol: 'dhcp',
    ports: [67],
    request: Buffer.concat([
      hex('01 01 06 00 544d0001 0000 8000'),
      Buffer.alloc(16),
      hex('0200 0000 0001'),
      Buffer.alloc(202),
      hex('63825363 350101 ff'),
    ]),
    is: (reply) => reply[0] === 2 && reply.length > 239,
    fromElsewhere: true,
  },
  {
    protocol: 'dhcpv6',
    ports: [547],
    request: hex('01 544d01 0001 000a 0003 0001 0200 0000 0001 0006 0002 0017'),
    is: (reply) => (reply[0] === 2 || reply[0] === 7) && reply.readUIntBE(1, 3) === 0x544d01,
    fromElsewhere: true,
  },
  {
    protocol: 'tftp',
    ports: [69],
    request: Buffer.from('\0\x01toymark\0octet\0'),
    is: (reply) => reply[0] === 0 && [3, 5, 6].includes(reply[1] ?? 0) && reply.length >= 4,
    fromElsewhere: true,
  },
  {
    protocol: 'ntp',
    ports: [123],
    request: Buffer.concat([hex('23 00 06 ec'), Buffer.alloc(44)]),
    is: (reply) => reply.length >= 48 && ((reply[0] ?? 0) & 7) === 4,
  },
  {
    protocol: 'ntp',
    ports: [123],
    request: hex('16 02 0001 0000 0000 0000 0000'),
    is: (reply) => reply.length >= 12 && ((reply[0] ?? 0) & 7) === 6 && ((reply[1] ?? 0) & 0x80) !== 0,
  },
  {
    protocol: 'ntp',
    ports: [123],
    request: hex('17 00 03 2a 0000 0000'),
    is: (reply) => ((reply[0] ?? 0) & 0x87) === 0x87 && reply[2] === 3,
  },
  { protocol: 'snmp', ports: [161], request: snmp('00', 0xa0, '00'), is: isSnmp },
  { protocol: 'snmp', ports: [161], request: snmp('01', 0xa5, '14'), is: isSnmp },
  {
    protocol: 'netbios-ns',
    ports: [137],
    request: hex(`544d 0000 0001 0000 0000 0000 20 434b ${'41'.repeat(30)} 00 0021 0001`),
    is: (reply) =>
      reply.length > 50 && reply.readUInt16BE(0) === 0x544d && ((reply[2] ?? 0) & 0xf8) === 0x80 && reply[12] === 0x20,
  },
  { protocol: 'ssdp', ports: [1900], request: ssdp, is: isSsdp, fromElsewhere: true },
  { protocol: 'yeelight', ports: [1982], request: yeelight, is: isSsdp, fromElsewhere: true },
  {
    protocol: 'ws-discovery',
    ports: [3702],
    request: discovery,
    is: starts(/ProbeMatch|schemas\.xmlsoap\.org\/ws\/2005\/04\/discovery/),
    fromElsewhere: true,
  },
  {
    protocol: 'coap',
    ports: [5683],
    request: hex('40 01 544d bb 2e77656c6c2d6b6e6f776e 04 636f7265'),
    is: (reply) =>
      reply.length >= 4 &&
      ((reply[0] ?? 0) & 0xc0) === 0x40 &&
      reply.readUInt16BE(2) === 0x544d &&
      (reply[1] === 0 || (reply[1] ?? 0) >= 0x40),
  },
  { protocol: 'dtls', ports: [5684, 4433, 443], request: datagramHello(), is: starts(/^[\x15\x16]\xfe[\xff\xfd]/) },
  {
    protocol: 'quic',
    ports: [443, 80, 784, 853, 8443],
    request: Buffer.concat([hex('c0 1a2a3a4a 08 746f796d61726b31 08 746f796d61726b32'), Buffer.alloc(1200 - 23)]),
    is: (reply) => reply.length > 7 && ((reply[0] ?? 0) & 0x80) !== 0 && reply.readUInt32BE(1) === 0,
  },
  { protocol: 'sip', ports: [5060], request: sip, is: starts(/^SIP\/2\.0 \d{3}/) },
  {
    protocol: 'rip',
    ports: [520],
    request: hex('01 02 0000 0000 0000 00000000 00000000 00000000 00000010'),
    is: (reply) => reply[0] === 2 && [1, 2].includes(reply[1] ?? 0) && reply.length % 20 === 4,
  },
  {
    protocol: 'stun',
    ports: [3478, 19302],
    request: hex('0001 0000 2112a442 746f796d61726b5354554e31'),
    is: (reply) =>
      reply.length >= 20 && [0x0101, 0x0111].includes(reply.readUInt16BE(0)) && reply.readUInt32BE(4) === 0x2112a442,
  },
  {
    protocol: 'cldap',
    ports: [389],
    request: hex(
      '30 25 02 01 54 63 20 04 00 0a 01 00 0a 01 00 02 01 00 02 01 00 01 01 00 87 0b 6f626a656374436c617373 30 00',
    ),
    is: starts(/^0[^]{1,5}\x02\x01\x54[\x64\x65]/),
  },
  {
    protocol: 'portmap',
    ports: [111],
    request: hex('544d0001 00000000 00000002 000186a0 00000002 00000004 00000000 00000000 00000000 00000000'),
    is: (reply) => reply.length >= 24 && reply.readUInt32BE(0) === 0x544d0001 && reply.readUInt32BE(4) === 1,
  },
  {
    protocol: 'slp',
    ports: [427],
    request: hex(
      '02 01 000036 2000 00 000000 0001 0002 656e 0000 0015 736572766963653a736572766963652d6167656e74 0007 64656661756c74 0000 0000',
    ),
    is: (reply) => reply[0] === 2 && [2, 11, 8].includes(reply[1] ?? 0) && reply.length > 14,
  },
];

const own = (request: Buffer) => (reply: Buffer) => reply.equals(request);
const hello = Buffer.from('toymark\n');
/** The small services that reflect floods; any bytes make them speak. */
const small: readonly Question[] = [
  { protocol: 'echo', ports: [7], request: hello, is: own(hello) },
  { protocol: 'daytime', ports: [13], request: hello, is: starts(/\d\d:\d\d:\d\d/) },
  { protocol: 'qotd', ports: [17], request: hello, is: starts(/^[ -~\r\n\t]{8,512}$/) },
  { protocol: 'chargen', ports: [19], request: hello, is: starts(/!"#\$%&'|ABCDEFGH/) },
  { protocol: 'time', ports: [37], request: hello, is: (reply) => reply.length === 4 },
];

export const questions: readonly Question[] = [...common, ...moreQuestions, ...small];

const vague = new Set(['echo', 'daytime', 'qotd', 'time', 'chargen']);

/** What protocol a datagram speaks that answered a question. */
export function recogniseDatagram(reply: Buffer, asked: Question): string {
  if (fits(reply, asked)) return asked.protocol;
  if (reply.equals(asked.request)) return 'echo';
  return questions.find((question) => !vague.has(question.protocol) && fits(reply, question))?.protocol ?? 'unknown';
}

function fits(reply: Buffer, { is }: Question): boolean {
  try {
    return is(reply, reply.toString('latin1'));
  } catch (error) {
    // Shorter than the fields that the sign reads.
    if (error instanceof RangeError) return false;
    throw error;
  }
}
