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

/** Where the class of a device stands in one answer: behind its address, how it scans and what is reserved (7.7.2, 7.7.33, 7.7.38). */
const classAt: Readonly<Record<number, number>> = {
  [event.inquiryResult]: 9,
  [event.inquiryResultRssi]: 8,
  [event.extendedInquiryResult]: 8,
};
const answerOctets = 14;

/** The devices that an event of an inquiry names; one answer stands after the other. */
export function answersIn(code: number, parameters: Buffer): readonly Found[] {
  const at = classAt[code];
  if (at === undefined) return [];
  // An extended answer stands alone, whatever its number says.
  const count = code === event.extendedInquiryResult ? 1 : (parameters[0] ?? 0);
  const whole = Math.min(count, Math.floor((parameters.length - 1) / answerOctets));
  return Array.from({ length: Math.max(0, whole) }, (_, n) => {
    const answer = parameters.subarray(1 + n * answerOctets);
    return { address: addressText(answer), classOfDevice: answer.readUIntLE(at, 3) };
  });
}
