import { att, attChannel } from '../../shared/bluetooth/att.ts';
import { noise } from '../../shared/noise.ts';
import { octets, tableOf, type Message } from './message.ts';

const part = 'Vol 3 Part F';
const row = tableOf({ layer: 'att', channel: attChannel, part });
const writing = (...given: Parameters<typeof row>): Message => ({ ...row(...given), writes: true });

// Clause, name and code of each request; the code alone is a request without its fields.
const requests: readonly (readonly [clause: string, name: string, code: number])[] = [
  ['3.4.2.1', 'size', att.mtuRequest],
  ['3.4.3.1', 'find information', att.findInformation],
  ['3.4.3.3', 'find by type and value', 0x06],
  ['3.4.4.1', 'read by type', att.readByType],
  ['3.4.4.3', 'read', att.read],
  ['3.4.4.5', 'read from an offset', att.readBlob],
  ['3.4.4.7', 'read several', 0x0e],
  ['3.4.4.9', 'read by group', att.readByGroup],
  ['3.4.4.11', 'read several of any length', 0x20],
  ['3.4.5.1', 'write', att.write],
  ['3.4.5.3', 'write without an answer', att.writeCommand],
  ['3.4.5.4', 'signed write', att.signedWrite],
  ['3.4.6.1', 'prepare a write', att.prepareWrite],
  ['3.4.6.3', 'execute writes', att.executeWrite],
];

const handles = (count: number) => '0100'.repeat(count);
/** Writes of 18 octets each, from offset zero on, that stay in the queue. */
const prepared = (count: number) =>
  Array.from({ length: count }, (_, n) => {
    const head = octets('16 0300 0000');
    head.writeUInt16LE(18 * n, 3);
    return Buffer.concat([head, Buffer.alloc(18, 0x50)]);
  });

/** PDUs of the Attribute Protocol that break its rules. */
export const attributes: readonly Message[] = [
  ...requests.map(([clause, name, code]) => row(clause, `request to ${name}, without its fields`, [code])),
  ...requests.map(([clause, name, code]) => row(clause, `request to ${name}, cut in its first field`, [code, 0x01])),
  row('3.4.8', 'request of code 0, which is reserved', '000100'),
  row('3.4.8', 'request of code 0x1f, which is reserved', '1f0100'),
  row('3.4.8', 'request of code 0x3f, which is reserved', '3f010000'),
  row('3.4.8', 'command of code 0x7f, which is reserved', '7f0100'),
  row('3.4.8', 'signed request of code 0x8a', '8a0100000000000000000000000000'),
  row('3.4.8', 'code 0xff', 'ff'),
  row('3.4.1.1', 'error about a request that nobody sent', '010a01000a'),
  row('3.4.1.1', 'error that is cut short', '010a'),
  row('3.4.2.2', 'answer of size that nobody asked for', '03ffff'),
  row('3.4.4.4', 'value that nobody asked for', Buffer.concat([octets('0b'), Buffer.alloc(22, 0x41)])),
  row('3.4.4.10', 'services that nobody asked for, of no octets each', '1100'),
  row('3.4.7.3', 'confirmation of nothing', '1e'),
  row('3.4.7.1', 'notification to the toy', '1b030001'),
  row('3.4.7.2', 'indication to the toy', '1d030001'),
  row('3.4.7.4', 'notification of several values, whose lengths lie', '2303 00ff ff41'),
  row('3.4.2.1', 'size of zero', '020000'),
  row('3.4.2.1', 'size of 22, less than the least', '021600'),
  row('3.4.2.1', 'size of 65535', '02ffff'),
  row('3.4.2.1', 'size asked for three times', '02f700', '021700', '02ffff'),
  row('3.4.2.1', 'size of five octets', '02f7000000'),
  row('3.4.3.1', 'handles from zero', '040000ffff'),
  row('3.4.3.1', 'handles that end before they begin', '04ffff0100'),
  row('3.4.3.3', 'type and value longer than a PDU', Buffer.concat([octets('060100ffff0028'), noise(300, 17)])),
  row('3.4.4.1', 'UUID of three octets', '080100ffff002800'),
  row('3.4.4.1', 'UUID of four octets', '080100ffff00280000'),
  row('3.4.4.1', 'UUID of 17 octets', Buffer.concat([octets('080100ffff'), noise(17, 19)])),
  row('3.4.4.9', 'groups of a type that groups nothing', '100100ffff0129'),
  row('3.4.4.3', 'read of handle zero', '0a0000'),
  row('3.4.4.3', 'read of handle 0xffff', '0affff'),
  row('3.4.4.3', 'read of four octets', '0a01000000'),
  row('3.4.4.5', 'read from offset 65535', '0c0300ffff'),
  row('3.4.4.7', 'several handles, where it is one', '0e0100'),
  row('3.4.4.7', 'several handles with half a handle', '0e010002'),
  row('3.4.4.7', '200 handles', `0e${handles(200)}`),
  row('3.4.4.11', '200 handles of any length', `20${handles(200)}`),
  row('3.4.5.1', 'write to handle zero', '12000041'),
  row('3.4.5.1', 'write to handle 0xffff', '12ffff41'),
  row('3.2.9', 'write of 600 octets to handle 0xffff', Buffer.concat([octets('12ffff'), Buffer.alloc(600, 0x41)])),
  row('3.4.5.4', 'signed write shorter than its signature', 'd2030041424344'),
  row('3.4.6.1', 'prepared write at offset 65535 of handle 0xffff', '16ffffffff41'),
  row('3.4.6.3', 'execution for a reason that does not exist', '18ff'),
  row('3.4.6.3', 'execution of nothing', '1801'),
  row('3.3.2', '50 requests without a wait', ...Array.from({ length: 50 }, () => '0a0100')),
  row('3.4', 'noise of 20 octets', noise(20, 23)),
  row('3.4', 'noise of 244 octets', noise(244, 29)),
  writing('3.2.9', 'value of 512 and one octets', Buffer.concat([octets('120300'), Buffer.alloc(513, 0x41)])),
  writing(
    '3.2.9',
    'value of 600 octets, without an answer',
    Buffer.concat([octets('520300'), Buffer.alloc(600, 0x42)]),
  ),
  writing('3.4.6.1', 'value of 720 octets in parts, executed', ...prepared(40), '1801'),
  writing('3.4.6.1', 'value with a gap, executed', '160300 0000 41', '160300 2c01 42', '1801'),
  writing('3.4.6.1', '100 parts, forgotten', ...prepared(100)),
];
