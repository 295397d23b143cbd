import { createECDH } from 'node:crypto';
import { ah, c1, f4, f5, reversed, s1 } from '../shared/bluetooth/smp-crypto.ts';
import { capabilities } from '../shared/bluetooth/smp-initiator.ts';
import { smp } from '../shared/bluetooth/smp-pdu.ts';
import { f6, featuresPdu, temporaryKey, xOf, type Features } from '../shared/bluetooth/smp-session.ts';
import { noise } from '../shared/noise.ts';
import { advertisement, Air, Connection, hex, onAir, type Device } from './air-link.fixture.ts';
import { bare, pcapFile, pcapngFile, type OnAir } from './capture-writer.fixture.ts';

const [attributes, security] = [4, 6];
const device = (address: string, type: Device['type']): Device => ({ address, type });

/** A field of advertising data: length, type, value. */
const field = (type: number, value: Buffer) => Buffer.concat([Buffer.from([value.length + 1, type]), value]);
const name = Buffer.from('Humming Bee, an example of a toy');
const general = field(1, hex('06'));
const named = Buffer.concat([general, field(8, name.subarray(0, 11))]);
const ofNobody = (text: string) => Buffer.concat([general, field(0xff, Buffer.concat([hex('ffff'), hex(text)]))]);

// Who else is around: a lamp, a beacon and a thermometer.
const others = [
  { kind: advertisement.ind, from: device('02:00:5E:10:00:21', 0), data: ofNobody('1a41'), every: 3 },
  { kind: advertisement.nonconn, from: device('C2:00:5E:10:00:22', 1), data: ofNobody('0001020304'), every: 4 },
  { kind: advertisement.scan, from: device('D6:00:5E:10:00:23', 1), data: ofNobody('0815'), every: 7 },
];

/** The toy advertises ten times a second, a phone asks for more now and then, and others do the same. */
function around(air: Air, rounds: number, [phone, toy]: readonly [Device, Device]): void {
  const delays = noise(rounds, rounds + 1);
  for (const [round, delay] of delays.entries()) {
    const begin = air.microseconds;
    air.advertise(advertisement.ind, [toy], named);
    if (round % 6 === 5) {
      air.wait();
      air.advertise(advertisement.scanReq, [phone, toy]);
      air.wait();
      air.advertise(advertisement.scanRsp, [toy], field(0x0a, hex('00')));
    }
    for (const { kind, from, data, every } of others) {
      air.wait(9000 + 30 * delay);
      if (round % every === 0) air.advertise(kind, [from], data);
    }
    air.microseconds = begin + 100_000 + 39 * delay;
  }
}

/** Versions and features of both sides, the first request of which has to be repeated. */
function introduce(link: Connection): void {
  link.idle(8);
  link.control('central', hex('0c 09 ffff 0100'));
  link.control('peripheral', hex('0c 08 ffff 0200'));
  link.control('central', hex('08 0100000000000000'), true);
  link.control('peripheral', hex('09 0100000000000000'));
  link.idle(4);
}

/** A Read By Type of the name, whose answer takes two packets. */
function readName(link: Connection): void {
  link.send('central', [attributes, hex('02 0502')]);
  link.send('peripheral', [attributes, hex('03 4100')]);
  link.send('central', [attributes, hex('08 0100 ffff 002a')]);
  link.send('peripheral', [attributes, Buffer.concat([Buffer.from([9, 2 + name.length]), hex('0300'), name])]);
  link.idle(6);
}

/** PDUs of the Security Manager, values as the specification writes them, the most significant octet first. */
const speaker = (link: Connection) => (from: 'central' | 'peripheral', code: number, value: Buffer) =>
  link.send(from, [security, Buffer.concat([Buffer.from([code]), reversed(value)])]);

const wishes: Features = {
  ...{ ioCapability: 'no-input-no-output', keySize: 16 },
  ...{ bonding: true, mitm: true, secureConnections: false },
};

/** The toy and the phone of the pairing by legacy Just Works, both under public addresses. */
export const legacyToy = '02:00:5E:10:00:01';
const legacyParties = [device('02:00:5E:10:00:02', 0), device(legacyToy, 0)] as const;

/** Both sides agree on the temporary key 0, and so on a short term key (Vol 3 Part H, 2.3.5.5). */
function pairLegacy(link: Connection): Buffer {
  const say = speaker(link);
  const request = featuresPdu(smp.pairingRequest, wishes, [0, 1]);
  const response = featuresPdu(smp.pairingResponse, { ...wishes, ioCapability: 'display-only' }, [0, 1]);
  const [initiator, responder] = legacyParties.map((each) => ({ address: reversed(onAir(each)), type: each.type })) as [
    { address: Buffer; type: number },
    { address: Buffer; type: number },
  ];
  const input = { request: reversed(request), response: reversed(response), initiator, responder };
  const temporary = temporaryKey(0);
  const [random, answer] = [noise(16, 11), noise(16, 12)];
  link.send('central', [security, request]);
  link.send('peripheral', [security, response]);
  say('central', smp.pairingConfirm, c1(temporary, random, input));
  say('peripheral', smp.pairingConfirm, c1(temporary, answer, input));
  say('central', smp.pairingRandom, random);
  say('peripheral', smp.pairingRandom, answer);
  return s1(temporary, answer, random);
}

function recordLegacy(): readonly OnAir[] {
  const air = new Air(Date.UTC(2025, 2, 3, 9, 30) * 1000);
  around(air, 180, legacyParties);
  const link = new Connection(air, legacyParties, { accessAddress: 0x5d3a9c61, crcInit: 0x3b5e71 });
  introduce(link);
  readName(link);
  const key = pairLegacy(link);
  link.encrypt({ key, seed: 21 });
  const say = speaker(link);
  say('peripheral', smp.encryptionInformation, noise(16, 31));
  say('peripheral', smp.centralIdentification, noise(10, 32));
  link.idle(20);
  link.send('central', [attributes, hex('0a 2a00')], true);
  link.send('peripheral', [attributes, hex('0b 504950')], true);
  link.idle(30);
  link.terminate();
  around(air, 60, legacyParties);
  return air.packets;
}

/** A resolvable private address (1.3.2.2): a random part, and its hash. */
function resolvable(key: Buffer, seed: number): Device {
  const random = noise(3, seed);
  random.writeUInt8(0x40 | (random.readUInt8() & 0x3f));
  const octets = Buffer.concat([random, ah(key, random)]);
  return device(octets.toString('hex').toUpperCase().replace(/..\B/g, '$&:'), 1);
}

const [phoneIdentity, toyIdentity] = [noise(16, 41), noise(16, 42)];
const secureParties = [resolvable(phoneIdentity, 43), resolvable(toyIdentity, 44)] as const;
/** The address under which the toy of the pairing by Secure Connections is heard. */
export const secureToy = secureParties[1].address;

/** A key pair whose private half everybody can read here. */
function keyPair(seed: number) {
  const curve = createECDH('prime256v1');
  curve.setPrivateKey(noise(32, seed));
  const point = curve.getPublicKey();
  return { curve, point, onAir: Buffer.concat([reversed(point.subarray(1, 33)), reversed(point.subarray(33))]) };
}

/** Both sides agree on a long term key by Just Works (2.3.5.6). */
function pairSecurely(link: Connection): Buffer {
  const say = speaker(link);
  const features = { ...wishes, mitm: false, secureConnections: true };
  const request = featuresPdu(smp.pairingRequest, { ...features, ioCapability: 'keyboard-display' }, [2, 2]);
  const response = featuresPdu(smp.pairingResponse, features, [2, 2]);
  const [phone, toy] = [keyPair(51), keyPair(52)];
  const [na, nb] = [noise(16, 53), noise(16, 54)];
  const [a, b] = secureParties.map((each) => Buffer.concat([Buffer.from([each.type]), reversed(onAir(each))])) as [
    Buffer,
    Buffer,
  ];
  const { macKey, ltk } = f5(phone.curve.computeSecret(toy.point), { nonces: [na, nb], addresses: [a, b] });
  const proof = Buffer.alloc(16);
  link.send('central', [security, request]);
  link.send('peripheral', [security, response]);
  link.send('central', [security, Buffer.concat([Buffer.from([smp.publicKey]), phone.onAir])]);
  link.send('peripheral', [security, Buffer.concat([Buffer.from([smp.publicKey]), toy.onAir])]);
  say('peripheral', smp.pairingConfirm, f4(xOf(toy.onAir), xOf(phone.onAir), { x: nb, z: 0 }));
  say('central', smp.pairingRandom, na);
  say('peripheral', smp.pairingRandom, nb);
  say('central', smp.dhKeyCheck, f6(macKey, [na, nb, proof], [capabilities(request), a, b]));
  say('peripheral', smp.dhKeyCheck, f6(macKey, [nb, na, proof], [capabilities(response), b, a]));
  return ltk;
}

function recordSecure(): readonly OnAir[] {
  // The clock of this sniffer was never set.
  const air = new Air(7_200_000_000);
  around(air, 60, secureParties);
  const link = new Connection(air, secureParties, { accessAddress: 0x71b4652e, crcInit: 0x1c90d6 });
  introduce(link);
  readName(link);
  link.send('central', [attributes, hex('0a 2a00')]);
  link.send('peripheral', [attributes, hex('01 0a 2a00 05')]);
  link.encrypt({ key: pairSecurely(link), seed: 61 });
  const say = speaker(link);
  for (const [side, key, identity] of [
    ['peripheral', toyIdentity, '02:00:5E:10:00:31'],
    ['central', phoneIdentity, '02:00:5E:10:00:32'],
  ] as const) {
    say(side, smp.identityInformation, key);
    link.send(side, [
      security,
      Buffer.concat([Buffer.from([smp.identityAddressInformation, 0]), onAir(device(identity, 0))]),
    ]);
  }
  link.idle(10);
  link.send('central', [attributes, hex('0a 2a00')]);
  link.send('peripheral', [attributes, hex('0b 504950')]);
  link.idle(20);
  link.terminate();
  around(air, 10, secureParties);
  return air.packets;
}

/** A pairing by legacy Just Works: the display of the toy is of no use to a phone without input. */
export const legacyPackets = recordLegacy();
/** A pairing by Secure Connections, Just Works, under addresses that change. */
export const securePackets = recordSecure();

// Per-Packet Information with the field of Ubertooth: 2402 MHz, a clock of 100 ns, and how strong the packet was.
const perPacket = (packet: OnAir) => {
  const front = hex('0000 1800 93000000 3675 0c00 00 6209 00 00000000 e8 dc ee 3c');
  front.writeUInt32LE((packet.microseconds * 10) % 2 ** 32, 16);
  return Buffer.concat([front, bare(packet)]);
};

// The pseudo header of a sniffer that tells neither the direction nor whether the check sum holds.
const undirected = (packet: OnAir) => {
  const front = hex('00 c8 00 00 00000000 1300');
  front.writeUInt32LE(packet.accessAddress, 4);
  return Buffer.concat([front, bare(packet)]);
};

const each = (packets: readonly OnAir[], wrap: (packet: OnAir) => Buffer) =>
  packets.map((packet) => ({ ...packet, octets: wrap(packet) }));

/** The first as a file: pcap with Per-Packet Information. */
export const legacyCapture = pcapFile(192, each(legacyPackets, perPacket));
/** The second as a file: pcapng of link type 256. */
export const secureCapture = pcapngFile(256, each(securePackets, undirected));
