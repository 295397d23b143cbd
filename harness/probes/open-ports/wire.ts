/** Bytes of hexadecimal text; blanks are for the reader. */
export const hex = (text: string): Buffer => Buffer.from(text.replaceAll(/\s/g, ''), 'hex');

/** Text with each line ended by CR LF, and an empty line at the end. */
export const lines = (...text: readonly string[]): Buffer => Buffer.from(`${text.join('\r\n')}\r\n\r\n`, 'latin1');

/** One BER element (ITU-T X.690) shorter than 128 bytes. */
export function ber(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  return Buffer.concat([Buffer.from([tag, body.length]), body]);
}

const extension = (type: number, body: Buffer): Buffer => {
  const head = Buffer.alloc(4);
  head.writeUInt16BE(type, 0);
  head.writeUInt16BE(body.length, 2);
  return Buffer.concat([head, body]);
};

const sized = (bytes: number, body: Buffer): Buffer => {
  const length = Buffer.alloc(bytes);
  length.writeUIntBE(body.length, 0, bytes);
  return Buffer.concat([length, body]);
};

// Suites of TLS 1.3 and of every version before it, so that any server finds one it knows.
const suites = hex(
  '1301 1302 1303 c02b c02f c02c c030 cca9 cca8 c00a c014 c009 c013 009c 009d 002f 0035 000a 0005 0004',
);
const groups = extension(10, sized(2, hex('001d 0017 0018 0019')));
const signatures = extension(13, sized(2, hex('0403 0503 0603 0804 0805 0806 0401 0501 0601 0203 0201')));
const random = Buffer.alloc(32, 0x54);

/** A ClientHello that offers TLS 1.0 to 1.3 with no key share: a TLS server must say something to it (RFC 8446, 4.1.2). */
export function clientHello(): Buffer {
  const extensions = [groups, signatures, extension(43, hex('08 0304 0303 0302 0301')), extension(51, hex('0000'))];
  const body = Buffer.concat([
    hex('0303'),
    random,
    hex('00'),
    sized(2, suites),
    hex('0100'),
    sized(2, Buffer.concat(extensions)),
  ]);
  return Buffer.concat([hex('160301'), sized(2, Buffer.concat([hex('01'), sized(3, body)]))]);
}

/** The same over datagrams: DTLS 1.0 record, DTLS 1.2 offered (RFC 6347, 4.2). */
export function datagramHello(): Buffer {
  const extensions = Buffer.concat([groups, signatures]);
  const psk = hex('c0a8 00a8 c0a9 008c c02b c02f c02c c030 002f 0035');
  const body = Buffer.concat([hex('fefd'), random, hex('00 00'), sized(2, psk), hex('0100'), sized(2, extensions)]);
  const length = sized(3, body).subarray(0, 3);
  const message = Buffer.concat([hex('01'), length, hex('0000 000000'), length, body]);
  return Buffer.concat([hex('16 feff 0000 000000000000'), sized(2, message)]);
}
