import { noise } from '../../shared/noise.ts';
import { message, type Message } from './message.ts';

/** For any protocol, over TCP or UDP: sizes, formats, encodings, depths. */
export const plain: readonly Message[] = [
  message('NUL', [0]),
  message('bytes 0xff, 1024 of them', Buffer.alloc(1024, 255)),
  message('line ends, 1000 of them', '\r\n'.repeat(1000)),
  message('line of 60000 characters', 'A'.repeat(60_000), '\r\n'),
  message('line of formats', '%n%s%x%p'.repeat(200), '\r\n'),
  message('line of shell characters', '`|;&$(){}[]<>*?!\\\'"', '\r\n'),
  message('text that is not UTF-8', [0xc3, 0x28, 0xff, 0xfe, 0xed, 0xa0, 0x80], '\n'),
  message('text of wide characters', Buffer.from('\u{1f9f8}\u202e\u0000'.repeat(500)), '\n'),
  message('number enormous', '9'.repeat(5000), '\n'),
  message('number negative', '-9223372036854775809\n'),
  message('JSON cut short', '{"cmd":"sta'),
  message('JSON nested 10000 deep', '['.repeat(10_000), '\n'),
  message('JSON with a key twice', '{"cmd":"status","cmd":null}\n'),
  message('JSON with values of the wrong kind', '{"cmd":{"cmd":[]},"id":1e999,"type":null}\n'),
  message('JSON with a text of 50000 characters', `{"cmd":"${'B'.repeat(50_000)}"}\n`),
  message('JSON that reaches for the prototype', '{"__proto__":{"cmd":"status"},"constructor":{"prototype":{}}}\n'),
  message('length of four bytes, enormous', [0xff, 0xff, 0xff, 0xff, 0x41]),
  message('length of four bytes, little-endian, negative', [0, 0, 0, 0x80, 0x41]),
  message('XML of entities', '<!DOCTYPE a [<!ENTITY b "cccccccccc">]><a>', '&b;'.repeat(2000), '</a>\n'),
  message('binary, short', noise(64, 53)),
  message('binary, long', noise(60_000, 59)),
];
