import { noise } from '../../shared/noise.ts';
import { message, type Message } from './message.ts';

const record = (type: number, body: Uint8Array | readonly number[], length = body.length): Buffer =>
  Buffer.concat([Buffer.from([type, 3, 3, length >> 8, length & 255]), Buffer.from(body)]);

/** A ClientHello (RFC 8446, clause 4.1.2) with the given suites and extensions. */
function hello(suites: Uint8Array, extensions: Uint8Array): Buffer {
  const length = (value: number): Buffer => Buffer.from([value >> 8, value & 255]);
  const random = noise(32, 11);
  const body = Buffer.concat([Buffer.from([3, 3]), random, Buffer.of(0), length(suites.length), suites]);
  const rest = Buffer.concat([Buffer.from([1, 0]), length(extensions.length), extensions]);
  const whole = Buffer.concat([body, rest]);
  return Buffer.concat([Buffer.from([1, 0, whole.length >> 8, whole.length & 255]), whole]);
}

const plain = hello(Buffer.from([0xc0, 0x2f]), Buffer.alloc(0));
const pieces = Buffer.concat([...plain].map((byte) => record(22, [byte])));

/** Breaches of the record and handshake layers (RFC 8446, clauses 4 and 5). */
export const tls: readonly Message[] = [
  message('hello cut short', record(22, plain).subarray(0, 20)),
  message('hello whose record announces more', record(22, plain, plain.length + 1000)),
  message(
    'hello whose length is 16 MiB',
    record(22, Buffer.concat([Buffer.from([1, 255, 255, 255]), plain.subarray(4)])),
  ),
  message('hello in records of one byte', pieces),
  message('hello without suites', record(22, hello(Buffer.alloc(0), Buffer.alloc(0)))),
  message('hello with an odd suite list', record(22, hello(Buffer.alloc(3), Buffer.alloc(0)))),
  message('hello with 7000 suites', record(22, hello(noise(14_000, 13), Buffer.alloc(0)))),
  message(
    'hello with an extension that announces more',
    record(22, hello(Buffer.from([0xc0, 0x2f]), Buffer.from([0, 0, 255, 255, 0]))),
  ),
  message(
    'hello with a server name of length 0',
    record(22, hello(Buffer.from([0xc0, 0x2f]), Buffer.from([0, 0, 0, 2, 0, 0]))),
  ),
  message('hello with 500 empty extensions', record(22, hello(Buffer.from([0xc0, 0x2f]), Buffer.alloc(2000, 0x2a)))),
  message('hello twice', record(22, plain), record(22, plain)),
  message('record larger than allowed', record(22, noise(20_000, 17))),
  message('record of length 0, 2000 of them', Buffer.concat(Array.from({ length: 2000 }, () => record(22, [])))),
  message('record of an unknown type', record(99, noise(100, 19))),
  message('record of version 9.9', Buffer.from([22, 9, 9, 0, 4]), [1, 0, 0, 0]),
  message('application data first', record(23, noise(100, 23))),
  message('alert first', record(21, [2, 40])),
  message('change cipher spec, 200 of them', Buffer.concat(Array.from({ length: 200 }, () => record(20, [1])))),
  message('heartbeat that announces more (CVE-2014-0160)', record(22, plain), record(24, [1, 255, 255])),
  message('SSL 2.0 hello of length 0', [0x80, 0x00]),
  message('text instead of TLS', 'GET / HTTP/1.0\r\n\r\n'),
  message('binary', noise(4096, 29)),
];
