import { noise } from '../../shared/noise.ts';
import { frame, octets, tableOf, type Message } from './message.ts';

const part = 'Vol 3 Part A';
const row = tableOf({ layer: 'l2cap', channel: 0x0005, part });
const attributes = 0x0004;

/** A row of frames that are no signalling. */
const framed = (clause: string, name: string, ...frames: readonly Buffer[]): Message => ({
  ...{ name, layer: 'l2cap', clause: `${part} ${clause}`, frames, writes: false },
});

/** Frames and signalling of L2CAP that break its rules. */
export const signalling: readonly Message[] = [
  framed('3.1', 'frame of two octets', octets('0100')),
  framed('3.1', 'frame of no octets for attributes', frame(attributes, [])),
  framed('3.1', 'frame of no octets for pairing', frame(0x0006, [])),
  framed('3.1', 'frame that says 65535 octets and holds three', octets('ffff0400 0a0100')),
  framed('3.1', 'frame that says one octet and holds ten', octets('01000400 0a010000000000000000')),
  framed('3.1', 'frame of 4096 octets for attributes', frame(attributes, Buffer.alloc(4096, 0x0a))),
  framed('3.1', 'frame cut short, and then a whole one', octets('20000400 1001'), frame(attributes, '0a0100')),
  framed('2.1', 'frame for channel 0, which does not exist', frame(0x0000, '0100')),
  framed('2.1', 'frame for channel 0x0001, which is of Classic', frame(0x0001, '0a010200 0200')),
  framed('2.1', 'frame for channel 0x003f, which is reserved', frame(0x003f, noise(23, 3))),
  framed('2.1', 'frame for channel 0x0040, which was not opened', frame(0x0040, noise(23, 5))),
  framed('2.1', 'frame for channel 0xffff', frame(0xffff, noise(23, 7))),
  row('4', 'signalling of no octets', []),
  row('4', 'signalling of one octet', '12'),
  row('4', 'signalling whose length says 255 and holds eight', '1201ff00 0600060000006400'),
  row('4', 'signalling whose length says nothing and holds eight', '12010000 0600060000006400'),
  row('4', 'two signals in one frame', '12010800 0600060000006400 12020800 0600060000006400'),
  row('4', 'signal of identifier 0', '12000800 0600060000006400'),
  row('4', 'signal of code 0, which is reserved', '00010000'),
  row('4', 'signal of code 0xff, which is reserved', 'ff010400 00000000'),
  row('4.1', 'refusal of a signal that was not sent', '01070200 0000'),
  row('4.1', 'refusal for a reason that does not exist', '01010200 ffff'),
  row('4.2', 'request of Classic to open a channel', '02010400 0100 4000'),
  row('4.8', 'echo of Classic with 672 octets', Buffer.concat([octets('0801a002'), Buffer.alloc(672, 0x41)])),
  row('4.10', 'question of Classic for what is supported', '0a010200 0200'),
  row('4.20', 'connection parameters whose least is more than their most', '12010800 8000060000006400'),
  row('4.20', 'connection parameters of zero', '12010800 0000000000000000'),
  row('4.20', 'connection parameters of 0xffff', '12010800 ffffffffffffffff'),
  row('4.22', 'channel by credits with everything zero', '14010a00 00000000000000000000'),
  row('4.22', 'channel by credits from channel 0x0001', '14010a00 80000100ffffffffffff'),
  row('4.22', 'channel by credits, cut short', '14010a00 8000'),
  row('4.23', 'agreement to a channel that nobody asked for', '15090a00 41001700170001000000'),
  row('4.24', '65535 credits for a channel that is not open', '16010400 4000ffff'),
  row('4.24', 'no credits for channel 0', '16010400 00000000'),
  row('4.6', 'end of a channel that is not open', '06010400 40004100'),
  row('4.25', 'six channels by credits at once, where five are most', `17011400 80001700170001 00${'4000'.repeat(6)}`),
  row('4.25', 'channels by credits without a channel', '17010800 8000400040000100'),
  row('4.27', 'new sizes for a channel that is not open', '19010600 000000004000'),
  row('4', 'noise of 23 octets as signalling', noise(23, 11)),
  row('4', 'noise of 200 octets as signalling', noise(200, 13)),
];
