import { noise } from '../../shared/noise.ts';
import { message, type Message } from './message.ts';

const get = 'GET / HTTP/1.1\r\nHost: toy\r\n';
const post = 'POST / HTTP/1.1\r\nHost: toy\r\n';
const chunked = `${post}Transfer-Encoding: chunked\r\n\r\n`;

/** Breaches of RFC 9112 and sizes no server should hold. */
export const http: readonly Message[] = [
  message('method unknown', 'XYZZY / HTTP/1.1\r\nHost: toy\r\n\r\n'),
  message('method of 8 KiB', 'A'.repeat(8192), ' / HTTP/1.1\r\nHost: toy\r\n\r\n'),
  message('method missing', ' / HTTP/1.1\r\nHost: toy\r\n\r\n'),
  message('version of HTTP/0.9', 'GET /\r\n'),
  message('version of HTTP/9.9', 'GET / HTTP/9.9\r\nHost: toy\r\n\r\n'),
  message('version garbled', 'GET / HTTP/AAAAAAAA\r\nHost: toy\r\n\r\n'),
  message('path of 64 KiB', 'GET /', 'A'.repeat(65_536), ' HTTP/1.1\r\nHost: toy\r\n\r\n'),
  message('path with percent signs', 'GET /%%%n%s%x%00%ff%c0%ae HTTP/1.1\r\nHost: toy\r\n\r\n'),
  message('path with a NUL', 'GET /\0/index HTTP/1.1\r\nHost: toy\r\n\r\n'),
  message('path of parents', 'GET /', '../'.repeat(400), ' HTTP/1.1\r\nHost: toy\r\n\r\n'),
  message('query of 2000 parameters', 'GET /?', 'a=b&'.repeat(2000), ' HTTP/1.1\r\nHost: toy\r\n\r\n'),
  message('header of 64 KiB', get, 'X-Long: ', 'B'.repeat(65_536), '\r\n\r\n'),
  message('header name of 64 KiB', get, 'B'.repeat(65_536), ': x\r\n\r\n'),
  message('headers, 2000 of them', get, 'X-Many: y\r\n'.repeat(2000), '\r\n'),
  message('header without a colon', get, 'NoColonHere\r\n\r\n'),
  message('header with a NUL', get, 'X-Nul: a\0b\r\n\r\n'),
  message('header folded', get, 'X-Fold: a\r\n b\r\n\tc\r\n\r\n'),
  message('header with formats', get, 'User-Agent: %n%n%n%s%s%s%p\r\n\r\n'),
  message('host of 16 KiB', 'GET / HTTP/1.1\r\nHost: ', 'h'.repeat(16_384), '\r\n\r\n'),
  message('content length negative', post, 'Content-Length: -1\r\n\r\nabc'),
  message('content length enormous', post, 'Content-Length: 18446744073709551617\r\n\r\nabc'),
  message('content length 2 GiB with little sent', post, 'Content-Length: 2147483648\r\n\r\nabc'),
  message('content length in words', post, 'Content-Length: many\r\n\r\nabc'),
  message('content length twice', post, 'Content-Length: 3\r\nContent-Length: 30\r\n\r\nabc'),
  message('content length beside chunks', post, 'Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'),
  message('chunk size in words', chunked, 'zz\r\nabc\r\n0\r\n\r\n'),
  message('chunk size negative', chunked, '-5\r\nabc\r\n0\r\n\r\n'),
  message('chunk size enormous', chunked, 'ffffffffffffffff\r\nabc\r\n0\r\n\r\n'),
  message('chunk extension of 32 KiB', chunked, '1;', 'e'.repeat(32_768), '\r\na\r\n0\r\n\r\n'),
  message('range of 1000 parts', get, 'Range: bytes=', '0-1,'.repeat(1000), '0-1\r\n\r\n'),
  message('authorization of 16 KiB', get, 'Authorization: Basic ', 'QQ'.repeat(8192), '\r\n\r\n'),
  message(
    'JSON nested 10000 deep',
    `${post}Content-Type: application/json\r\nContent-Length: 10000\r\n\r\n`,
    '['.repeat(10_000),
  ),
  message('request of which half comes', 'GET / HTT'),
  message('request without an end', get),
  message('pipelined garbage', get, '\r\n', noise(4096, 3)),
  message('line ends, 5000 of them', '\r\n'.repeat(5000)),
  message('binary', noise(8192, 1)),
];
