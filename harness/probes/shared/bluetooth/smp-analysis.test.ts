import { createECDH, randomBytes, type ECDH } from 'node:crypto';
import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { analysePairings, type Side, type SmpPacket } from './smp-analysis.ts';
import { c1, f4, reversed } from './smp-crypto.ts';
import { confirmInput, debugLongTermKey, provePasskey, shortTermKey, type Parties } from './smp-keys.ts';
import { ioCapabilities, methodOf, type PairingFeatures } from './smp-pdu.ts';

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');
const debugPrivate = hex('3f49f6d4a3c55f3874c9b3e3d2103f504aff607beb40b7995899b8a6cd3c1abd');
const parties: Parties = {
  initiator: { address: hex('010000005e00'), type: 0 },
  responder: { address: hex('0200000000c0'), type: 1 },
};

interface Pairing {
  readonly request?: string;
  readonly response?: string;
  readonly passkey?: number;
  readonly debug?: Side;
}

/** A pairing by Secure Connections with passkey entry, made as two hosts make it. */
function passkeyEntry({ passkey = 0, debug }: Pairing): readonly SmpPacket[] {
  const keys = { initiator: curve(debug === 'initiator'), responder: curve(debug === 'responder') };
  const x = (side: Side) => keys[side].getPublicKey().subarray(1, 33);
  const other = (side: Side): Side => (side === 'initiator' ? 'responder' : 'initiator');
  const sides: readonly Side[] = ['initiator', 'responder'];
  const packets: SmpPacket[] = [
    { from: 'initiator', pdu: hex('01 02 00 0d 10 00 00') },
    { from: 'responder', pdu: hex('02 00 00 0d 10 00 00') },
    ...sides.map((from) => ({ from, pdu: publicKey(keys[from]) })),
  ];
  for (let round = 0; round < 20; round++) {
    const nonces = { initiator: randomBytes(16), responder: randomBytes(16) };
    const z = 0x80 | ((passkey >> round) & 1);
    for (const from of sides)
      packets.push({ from, pdu: withCode(3, f4(x(from), x(other(from)), { x: nonces[from], z })) });
    for (const from of sides) packets.push({ from, pdu: withCode(4, nonces[from]) });
  }
  return [...packets, ...sides.map((from) => ({ from, pdu: withCode(0x0d, randomBytes(16)) }))];
}

function curve(debug: boolean): ECDH {
  const made = createECDH('prime256v1');
  if (debug) made.setPrivateKey(debugPrivate);
  else made.generateKeys();
  return made;
}

const publicKey = (key: ECDH) =>
  Buffer.concat([hex('0c'), reversed(key.getPublicKey().subarray(1, 33)), reversed(key.getPublicKey().subarray(33))]);
const withCode = (code: number, value: Uint8Array) => Buffer.concat([Buffer.from([code]), reversed(value)]);

function legacy({ request = '01 04 00 05 10 00 00', response = '02 02 00 05 10 00 00', passkey = 0 }: Pairing) {
  const [asked, answered] = [hex(request), hex(response)];
  const input = confirmInput({ request: asked, response: answered }, parties)!;
  const key = Buffer.alloc(16);
  key.writeUInt32BE(passkey, 12);
  const [mrand, srand] = [randomBytes(16), randomBytes(16)];
  return [
    { from: 'initiator', pdu: asked },
    { from: 'responder', pdu: answered },
    { from: 'initiator', pdu: withCode(3, c1(key, mrand, input)) },
    { from: 'responder', pdu: withCode(3, c1(key, srand, input)) },
    { from: 'initiator', pdu: withCode(4, mrand) },
    { from: 'responder', pdu: withCode(4, srand) },
  ] as const satisfies readonly SmpPacket[];
}

const blind = (packets: readonly SmpPacket[]): readonly SmpPacket[] =>
  packets.map(({ pdu }) => ({ from: undefined, pdu }));

describe('the analysis of pairings', () => {
  it('reads features, method, key size and the keys that both hold', () => {
    const [found, ...more] = analysePairings(legacy({ request: '01 04 00 05 0c 00 00' }));
    expect(more).to.deep.equal([]);
    expect(found).to.deep.include({ protocol: 'legacy', method: 'passkey', keySize: 12, outcome: 'keys' });
    expect(found?.request?.ioCapability).to.equal('keyboard-display');
    expect(found?.response?.ioCapability).to.equal('keyboard-only');
  });

  it('finds the temporary key of legacy pairing, and the short term key of the size that was agreed', async () => {
    const [found] = analysePairings(legacy({ passkey: 1234, response: '02 02 00 05 07 00 00' }));
    expect(await provePasskey(found!, parties)).to.equal(1234);
    const key = shortTermKey(found!, 1234)!;
    expect(key.subarray(0, 9).toString('hex')).to.equal('00'.repeat(9));
    expect(key.subarray(9).toString('hex')).not.to.equal('00'.repeat(7));
  });

  it('reads the passkey of Secure Connections out of the nonces, with and without directions', () => {
    for (const passkey of [0, 123_456, 999_999]) {
      const packets = passkeyEntry({ passkey });
      for (const heard of [packets, blind(packets)]) {
        const [found] = analysePairings(heard);
        expect(found).to.deep.include({ protocol: 'secure-connections', method: 'passkey', passkey, outcome: 'keys' });
      }
    }
  });

  it('names the side that used the published debug key, and works its key out', () => {
    for (const debug of ['initiator', 'responder'] as const) {
      const [found] = analysePairings(passkeyEntry({ passkey: 7, debug }));
      expect(found?.debugKeys).to.deep.equal([debug]);
      expect(debugLongTermKey(found!, parties)?.length).to.equal(16);
    }
    const [honest] = analysePairings(passkeyEntry({}));
    expect(honest?.debugKeys).to.deep.equal([]);
    expect(debugLongTermKey(honest!, parties)).to.equal(undefined);
  });

  it('tells a pairing that failed from one that was cut off, and two that follow each other', () => {
    const whole = legacy({});
    const refused = [whole[0], { from: 'responder', pdu: hex('05 05') }] as const;
    const found = analysePairings([...refused, ...whole, ...whole.slice(0, 5)]);
    expect(found.map(({ outcome }) => outcome)).to.deep.equal(['failed', 'keys', 'unfinished']);
    expect(found.map(({ failure }) => failure)).to.deep.equal(['pairing not supported', undefined, undefined]);
    expect(found.map(({ firstPacket }) => firstPacket)).to.deep.equal([0, 2, 8]);
  });

  it('keeps what the responder wished before', () => {
    const [found] = analysePairings([{ from: 'responder', pdu: hex('0b 0d') }, ...legacy({})]);
    expect(found?.asked).to.deep.equal({ bonding: true, mitm: true, secureConnections: true });
  });

  it('arrives at the methods of tables 2.6 to 2.8', () => {
    const side = (io: number, more: Partial<PairingFeatures> = {}): PairingFeatures => ({
      ioCapability: ioCapabilities[io]!,
      ...{ oob: false, bonding: true, mitm: true, secureConnections: true, keypress: false, keySize: 16 },
      ...more,
    });
    const short = { 'just-works': 'J', passkey: 'P', 'numeric-comparison': 'N', 'out-of-band': 'O' } as const;
    const table = (more: Partial<PairingFeatures>) =>
      [0, 1, 2, 3, 4].map((responder) =>
        [0, 1, 2, 3, 4].map((initiator) => short[methodOf(side(initiator, more), side(responder, more))]).join(''),
      );
    // Columns: the initiator displays, displays and confirms, types, has nothing, types and displays.
    expect(table({ secureConnections: false })).to.deep.equal(['JJPJP', 'JJPJP', 'PPPJP', 'JJJJJ', 'PPPJP']);
    expect(table({})).to.deep.equal(['JJPJP', 'JNPJN', 'PPPJP', 'JJJJJ', 'PNPJN']);
    expect(table({ mitm: false })).to.deep.equal(Array(5).fill('JJJJJ'));
    expect(methodOf(side(4, { oob: true }), side(4))).to.equal('out-of-band');
    expect(methodOf(side(4, { oob: true, secureConnections: false }), side(4))).to.equal('passkey');
  });

  it('ends on any octets, and calls nothing a pairing that holds no request or answer', () => {
    const packet = fc.record({
      from: fc.constantFrom<(Side | undefined)[]>('initiator', 'responder', undefined),
      pdu: fc.oneof(
        fc.uint8Array({ maxLength: 80 }),
        fc.constantFrom(...passkeyEntry({ passkey: 5 }).map(({ pdu }) => pdu)),
      ),
    });
    fc.assert(
      fc.property(fc.array(packet, { maxLength: 60 }), (packets) => {
        for (const { outcome, protocol, request, response } of analysePairings(packets))
          if (outcome === 'keys' && protocol === 'legacy') expect(request && response).not.to.equal(undefined);
      }),
      { numRuns: 300 },
    );
  });
});
