import { addressText } from '../smp-analysis.ts';
import { command, event } from './classic-commands.ts';

/** Another device that answered an inquiry. */
export interface Found {
  readonly address: string;
  readonly classOfDevice: number;
}

/** What is answered to a request for a connection, and the parameters after the address. */
export const acceptance = {
  data: { yes: [command.acceptConnection, '01'], no: [command.rejectConnection, '0f'] },
  sound: {
    yes: [command.acceptSynchronous, '401f0000401f0000ffff600002c803'],
    no: [command.rejectSynchronous, '0f'],
  },
} as const;

/** Octets that the parameters of an event have at least. */
export const shortest: Readonly<Record<number, number>> = {
  [event.connectionComplete]: 11,
  [event.connectionRequest]: 10,
  [event.disconnected]: 4,
  [event.authenticationComplete]: 3,
  [event.encryptionChange]: 4,
  [event.synchronousComplete]: 17,
};

/** The octets of an address as on the wire. */
export const octetsOf = (address: string): Buffer => Buffer.from(address.replaceAll(':', ''), 'hex').reverse();

/** The devices that an event of an inquiry names. */
export function answersIn(code: number, parameters: Buffer): readonly Found[] {
  const known = [event.inquiryResult, event.inquiryResultRssi, event.extendedInquiryResult] as readonly number[];
  if (!known.includes(code) || parameters.length < 12) return [];
  // Only one answer of a result is read at once: controllers send one each (7.7.2).
  const at = code === event.inquiryResult ? 10 : 9;
  return [{ address: addressText(parameters.subarray(1)), classOfDevice: parameters.readUIntLE(at, 3) }];
}
