import { noise } from '../../shared/noise.ts';
import { message, type Message } from './message.ts';

const largest = 65_507;

/** Breaches of RFC 7252, clause 3. */
export const coap: readonly Message[] = [
  message('empty datagram'),
  message('one byte', [0x40]),
  ...[0, 2, 3].map((version) => message(`version ${String(version)}`, [version << 6, 1, 0, 1])),
  ...[9, 10, 11, 12, 13, 14, 15].map((length) =>
    message(`token length ${String(length)}`, [0x40 | length, 1, 0, 2], noise(length, 31)),
  ),
  message('token longer than the datagram', [0x48, 1, 0, 3, 1]),
  message('option delta 15', [0x40, 1, 0, 4, 0xf1, 0x61]),
  message('option length 15', [0x40, 1, 0, 5, 0x1f, 0x61]),
  message('option longer than the datagram', [0x40, 1, 0, 6, 0xbd, 0xff]),
  message('option extended beyond the end', [0x40, 1, 0, 7, 0xee]),
  message('options of length 0, 1000 of them', [0x40, 1, 0, 8], Buffer.alloc(1000, 0)),
  message('payload marker without payload', [0x40, 1, 0, 9, 0xff]),
  message('code reserved', [0x40, 0xff, 0, 10]),
  message('empty message with a body', [0x40, 0, 0, 11, 0x61, 0x62]),
  message('path of 200 parents', [0x40, 1, 0, 12, 0xb2], '..', Buffer.from('\x02..'.repeat(199), 'latin1')),
  message('critical option unknown', [0x40, 1, 0, 13, 0xd1, 0xf0, 0]),
  message('block of size 7', [0x40, 1, 0, 14, 0xd1, 0x0a, 0xff]),
  message('reset never asked for', [0x70, 0, 0, 15]),
  message('largest datagram', [0x40, 3, 0, 16, 0xff], noise(largest - 5, 37)),
  message('binary', noise(1024, 41)),
];

const question = (flags: number, counts: readonly number[], rest: Uint8Array | readonly number[]): Buffer =>
  Buffer.concat([
    Buffer.from([0x12, 0x34, flags >> 8, flags & 255, ...counts.flatMap((count) => [count >> 8, count & 255])]),
    Buffer.from(rest),
  ]);

/** Breaches of RFC 1035, clause 4. */
export const dns: readonly Message[] = [
  message('empty datagram'),
  message('header cut short', [0x12, 0x34, 1]),
  message('no question', question(0x0100, [0, 0, 0, 0], [])),
  message('65535 questions announced', question(0x0100, [65_535, 0, 0, 0], [1, 0x61, 0, 0, 1, 0, 1])),
  message('label longer than the datagram', question(0x0100, [1, 0, 0, 0], [63, 0x61])),
  message('label of reserved kind', question(0x0100, [1, 0, 0, 0], [0x80, 0x61, 0, 0, 1, 0, 1])),
  message('pointer to itself', question(0x0100, [1, 0, 0, 0], [0xc0, 12, 0, 1, 0, 1])),
  message('pointer beyond the end', question(0x0100, [1, 0, 0, 0], [0xff, 0xff, 0, 1, 0, 1])),
  message(
    'name longer than 255',
    question(
      0x0100,
      [1, 0, 0, 0],
      Buffer.concat([Buffer.from('\x3e'.concat('a'.repeat(62)).repeat(10), 'latin1'), Buffer.from([0, 0, 1, 0, 1])]),
    ),
  ),
  message('name without an end', question(0x0100, [1, 0, 0, 0], [3, 0x61, 0x62, 0x63])),
  message('operation unknown', question(0x7900, [1, 0, 0, 0], [0, 0, 1, 0, 1])),
  message('an answer instead of a question', question(0x8180, [0, 1, 0, 0], [0, 0, 1, 0, 1, 0, 0, 0, 0, 255, 255])),
  message(
    'OPT that announces more',
    question(0x0100, [1, 0, 0, 1], [0, 0, 1, 0, 1, 0, 0, 41, 16, 0, 0, 0, 0, 0, 255, 255]),
  ),
  message('largest datagram', question(0x0100, [1, 0, 0, 0], noise(largest - 12, 43))),
  message('binary', noise(512, 47)),
];
