import { crc32, deflateSync } from 'node:zlib';

/** A small grey picture (PNG) whose comment holds a text, so that it is recognised wherever it goes. */
export function pictureHolding(text: string): Buffer {
  const side = 32;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const rows = Buffer.alloc((side + 1) * side, 0x99);
  for (let row = 0; row < side; row++) rows[row * (side + 1)] = 0;
  const comment = Buffer.concat([Buffer.from('Comment\0'), Buffer.from(text, 'latin1')]);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const chunks = [
    chunk('IHDR', header),
    chunk('tEXt', comment),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ];
  return Buffer.concat([signature, ...chunks]);
}

// PNG (Third Edition), 5.3.
function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), content]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(content.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}
