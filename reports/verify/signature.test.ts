import { expect } from 'chai';
import { describe, it } from 'mocha';
import { readPublicKey, type Algorithm } from '../sign/public-key.ts';
import { holds } from './signature.ts';

const ed25519 = (point: string) => Buffer.from(`302a300506032b6570032100${point}`, 'hex');
const p256 = (point: string) => Buffer.from(`3059301306072a8648ce3d020106082a8648ce3d03010703420004${point}`, 'hex');

// A DER sequence of two integers (SEC 1, C.5): a leading zero where the first bit is set, none that is not needed.
function der(r: string, s: string): Buffer {
  const integer = (hex: string) => {
    const bare = Buffer.from(hex.replace(/^(?:00)+/, ''), 'hex');
    const bytes = bare.readUInt8(0) > 127 ? Buffer.concat([Buffer.of(0), bare]) : bare;
    return Buffer.concat([Buffer.of(2, bytes.length), bytes]);
  };
  const body = Buffer.concat([integer(r), integer(s)]);
  return Buffer.concat([Buffer.of(0x30, body.length), body]);
}

type Vector = readonly [name: string, algorithm: Algorithm, spki: Buffer, message: Buffer, signature: Buffer];

const sample = p256(
  '60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb67903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299',
);

const vectors: readonly Vector[] = [
  [
    'RFC 8032, 7.1, test 1',
    'ed25519',
    ed25519('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a'),
    Buffer.alloc(0),
    Buffer.from(
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
      'hex',
    ),
  ],
  [
    'RFC 8032, 7.1, test 2',
    'ed25519',
    ed25519('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c'),
    Buffer.of(0x72),
    Buffer.from(
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
      'hex',
    ),
  ],
  [
    'RFC 8032, 7.1, test 3',
    'ed25519',
    ed25519('fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025'),
    Buffer.of(0xaf, 0x82),
    Buffer.from(
      '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
      'hex',
    ),
  ],
  [
    'RFC 6979, A.2.5, SHA-256, "sample"',
    'p256',
    sample,
    Buffer.from('sample'),
    der(
      'efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716',
      'f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8',
    ),
  ],
  [
    'RFC 6979, A.2.5, SHA-256, "test"',
    'p256',
    sample,
    Buffer.from('test'),
    der(
      'f1abb023518351cd71d881567b1ea663ed3efcf6c5132b354f28d3b0b7d38367',
      '019f4113742a2b14bd25926b49c649155f267e60d3814b4c0cc84250e46f0083',
    ),
  ],
];

describe('a signature', () => {
  for (const [name, algorithm, spki, message, signature] of vectors)
    it(`of ${name} holds, and with any bit changed it does not`, () => {
      const key = readPublicKey(spki, algorithm);
      expect(holds(key, message, signature)).to.equal(true);
      for (let bit = 0; bit < signature.length * 8; bit += 5) {
        const changed = Buffer.from(signature);
        changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
        expect(holds(key, message, changed), `bit ${bit}`).to.equal(false);
      }
      expect(holds(key, Buffer.concat([message, Buffer.of(0)]), signature)).to.equal(false);
      expect(holds(key, message, signature.subarray(1))).to.equal(false);
      expect(holds(key, message, Buffer.concat([signature, Buffer.of(0)]))).to.equal(false);
    });
});
