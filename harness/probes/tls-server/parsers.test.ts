import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { Malformed } from './bytes.ts';
import { describeCertificate } from './certificates.ts';
import { Flight } from './flight.ts';
import { readCertificates, readKeyExchangeGroup, readServerHello } from './server-messages.ts';
import { readOldHello } from './sslv2.ts';
import { classicSuites, modernSuites, suite } from './suites.ts';

// ServerHello of TLS 1.2: random, no session id, suite C02F, no compression, one empty extension.
const hello = Buffer.from(`0303${'11'.repeat(32)}00c02f000004ff010000`, 'hex');
const record = (body: Buffer) =>
  Buffer.concat([Buffer.from([22, 3, 3, 0, body.length + 4, 2, 0, 0, body.length]), body]);

const readers: Readonly<Record<string, (bytes: Buffer) => unknown>> = {
  readServerHello,
  readCertificates,
  readOldHello,
  describeCertificate,
  flight: (bytes) => new Flight().feed(bytes),
  ecdhe: (bytes) => readKeyExchangeGroup(bytes, suite(0xc02f)),
  dhe: (bytes) => readKeyExchangeGroup(bytes, suite(0x0033)),
};

describe('tls-server parsers', () => {
  for (const [name, read] of Object.entries(readers))
    it(`${name} gives a value or Malformed for random and mutated bytes`, function () {
      this.timeout(20_000);
      const mutated = fc.tuple(fc.nat(record(hello).length - 1), fc.nat(255)).map(([at, value]) => {
        const bytes = Buffer.from(record(hello));
        bytes[at] = value;
        return bytes;
      });
      const bytes = fc.oneof(
        fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array)),
        mutated,
      );
      fc.assert(
        fc.property(bytes, (input) => {
          try {
            read(input);
          } catch (error) {
            expect(error).to.be.instanceOf(Malformed);
          }
        }),
        { numRuns: 2000 },
      );
    });

  it('a ServerHello is read the same however it is cut', () => {
    const whole = new Flight().feed(record(hello));
    const flight = new Flight();
    const pieces = [...record(hello)].flatMap((byte) => flight.feed(Buffer.from([byte])));
    expect(pieces).to.deep.equal(whole);
    expect(readServerHello(hello)).to.deep.equal({ version: 0x0303, suite: 0xc02f, group: undefined });
  });

  it('every registered suite has a name, an exchange and a cipher; TLS 1.3 has its own list', () => {
    expect(modernSuites).to.include.members([0x1301, 0x1302, 0x1303, 0x1304, 0x1305]);
    expect(classicSuites.length).to.be.greaterThan(340);
    for (const code of [...classicSuites, ...modernSuites]) {
      expect(suite(code).name, String(code)).to.match(/^(TLS|SSL)_/);
      expect(suite(code).encryption, suite(code).name).not.to.equal('');
    }
    expect(suite(0xc02f)).to.include({
      keyExchange: 'ECDHE',
      authentication: 'RSA',
      encryption: 'AES_128_GCM',
      forwardSecrecy: true,
    });
    expect(suite(0x0005)).to.include({ keyExchange: 'RSA', encryption: 'RC4_128', forwardSecrecy: false });
    expect(suite(0x0034)).to.include({ authentication: 'anonymous' });
  });
});
