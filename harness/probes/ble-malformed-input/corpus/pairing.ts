import { smp } from '../../shared/bluetooth/smp-pdu.ts';
import { smpChannel } from '../../shared/bluetooth/smp-session.ts';
import { noise } from '../../shared/noise.ts';
import { octets, tableOf, type Message } from './message.ts';

const row = tableOf({ layer: 'smp', channel: smpChannel, part: 'Vol 3 Part H' });

/** A Pairing Request (3.5.1) with one field changed, by its place. */
function request(changed: Readonly<Record<number, number>> = {}): Buffer {
  const pdu = octets('01 03 00 09 10 03 03');
  for (const [at, value] of Object.entries(changed)) pdu.writeUInt8(value, Number(at));
  return pdu;
}

const filled = (code: number, length: number, octet = 0): Buffer =>
  Buffer.concat([Buffer.from([code]), Buffer.alloc(length, octet)]);

// Steps of a pairing that are no beginning, with the length of their value.
const steps: readonly (readonly [clause: string, name: string, code: number, length: number])[] = [
  ['3.5.2', 'pairing response', smp.pairingResponse, 6],
  ['3.5.3', 'confirm value', smp.pairingConfirm, 16],
  ['3.5.4', 'random value', smp.pairingRandom, 16],
  ['3.5.6', 'public key', smp.publicKey, 64],
  ['3.5.7', 'check of the key', smp.dhKeyCheck, 16],
  ['3.6.2', 'encryption key', smp.encryptionInformation, 16],
  ['3.6.3', 'identification', smp.centralIdentification, 10],
  ['3.6.4', 'identity key', smp.identityInformation, 16],
  ['3.6.5', 'identity address', smp.identityAddressInformation, 7],
  ['3.6.6', 'signature key', smp.signingInformation, 16],
];

/** PDUs of the Security Manager that break its rules. */
export const pairing: readonly Message[] = [
  row('3.3', 'PDU of code 0, which is reserved', '00'),
  row('3.3', 'PDU of code 0x0f, which is reserved', '0f01'),
  row('3.3', 'PDU of code 0xff with 64 octets', filled(0xff, 64)),
  row('3.5.1', 'request without its fields', '01'),
  row('3.5.1', 'request cut short', request().subarray(0, 4)),
  row('3.5.1', 'request of eight octets', Buffer.concat([request(), octets('00')])),
  row('3.2', 'request of 200 octets', Buffer.concat([request(), Buffer.alloc(193, 0x41)])),
  row('3.5.1', 'request with an input that does not exist', request({ 1: 5 })),
  row('3.5.1', 'request with input 255', request({ 1: 255 })),
  row('3.5.1', 'request with out-of-band data 2', request({ 2: 2 })),
  row('3.5.1', 'request with every wish', request({ 3: 255 })),
  row('3.5.1', 'request for a key of no octets', request({ 4: 0 })),
  row('3.5.1', 'request for a key of six octets', request({ 4: 6 })),
  row('3.5.1', 'request for a key of 17 octets', request({ 4: 17 })),
  row('3.5.1', 'request for a key of 255 octets', request({ 4: 255 })),
  row('3.5.1', 'request for keys that do not exist', request({ 5: 255, 6: 255 })),
  row('3.5.1', 'request twice', request(), request()),
  row('2.3.6', 'request 50 times', ...Array.from({ length: 50 }, () => request())),
  ...steps.map(([clause, name, code, length]) => row(clause, `${name} out of turn`, filled(code, length, 0x41))),
  ...steps.map(([clause, name, code]) => row(clause, `${name} cut to one octet`, [code, 0x41])),
  ...steps.map(([clause, name, code, length]) =>
    row(clause, `request, and then a ${name} that is too long`, request(), filled(code, length + 1, 0x41)),
  ),
  row('2.3.5.6.1', 'request, and then a public key of zeros', request(), filled(smp.publicKey, 64)),
  row('2.3.5.6.1', 'request, and then a public key that is no point', request(), filled(smp.publicKey, 64, 0xff)),
  row('2.3.5.6.1', 'request, and then two public keys', request(), filled(12, 64, 1), filled(12, 64, 2)),
  row('2.3.5.5', 'legacy request, and then a random value first', request({ 3: 1 }), filled(smp.pairingRandom, 16)),
  row('3.5.6', 'legacy request, and then a public key', request({ 3: 1 }), filled(smp.publicKey, 64, 0x41)),
  row('3.5.5', 'failure of a pairing that did not begin', '0500'),
  row('3.5.5', 'failure for reason 255', request(), octets('05ff')),
  row('3.5.8', 'key press that does not exist', request(), octets('0eff')),
  row('3.5.8', '200 key presses', ...Array.from({ length: 200 }, () => '0e01')),
  row('3.6.7', 'request for security from a central', '0bff'),
  row('3.3', 'noise of 23 octets as pairing', noise(23, 31)),
  row('3.3', 'noise of 65 octets as a public key', Buffer.concat([octets('0c'), noise(64, 37)])),
  row('3.3', 'request, and then noise of 65 octets', request(), noise(65, 41)),
];
