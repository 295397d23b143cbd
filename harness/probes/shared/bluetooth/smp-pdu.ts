/** Codes of the Security Manager Protocol (Bluetooth Core, Vol 3 Part H, 3.3). */
export const smp = {
  pairingRequest: 0x01,
  pairingResponse: 0x02,
  pairingConfirm: 0x03,
  pairingRandom: 0x04,
  pairingFailed: 0x05,
  encryptionInformation: 0x06,
  centralIdentification: 0x07,
  identityInformation: 0x08,
  identityAddressInformation: 0x09,
  signingInformation: 0x0a,
  securityRequest: 0x0b,
  publicKey: 0x0c,
  dhKeyCheck: 0x0d,
  keypressNotification: 0x0e,
} as const;

// With the code; a PDU of another length is no PDU (3.3).
const lengths: Readonly<Record<number, number>> = {
  [smp.pairingRequest]: 7,
  [smp.pairingResponse]: 7,
  [smp.pairingConfirm]: 17,
  [smp.pairingRandom]: 17,
  [smp.pairingFailed]: 2,
  [smp.encryptionInformation]: 17,
  [smp.centralIdentification]: 11,
  [smp.identityInformation]: 17,
  [smp.identityAddressInformation]: 8,
  [smp.signingInformation]: 17,
  [smp.securityRequest]: 2,
  [smp.publicKey]: 65,
  [smp.dhKeyCheck]: 17,
  [smp.keypressNotification]: 2,
};

/** Whether these octets are a PDU of the protocol: a known code and its length. */
export const isSmpPdu = (pdu: Uint8Array): boolean => lengths[pdu[0] ?? 0] === pdu.length;

/** In the order of their numbers (3.5.1). */
export const ioCapabilities = [
  'display-only',
  'display-yes-no',
  'keyboard-only',
  'no-input-no-output',
  'keyboard-display',
] as const;

export type IoCapability = (typeof ioCapabilities)[number] | 'reserved';

/** What a side says of itself in the Pairing Request or Response (3.5.1, 3.5.2). */
export interface PairingFeatures {
  readonly ioCapability: IoCapability;
  /** It holds data of the other side from out of band. */
  readonly oob: boolean;
  readonly bonding: boolean;
  readonly mitm: boolean;
  readonly secureConnections: boolean;
  readonly keypress: boolean;
  /** The longest encryption key it takes, in octets. */
  readonly keySize: number;
}

/** The fields of a Pairing Request or Response of 7 octets. */
export function featuresOf(pdu: Uint8Array): PairingFeatures {
  const [, io = 0, oob = 0, auth = 0, keySize = 0] = pdu;
  return {
    ioCapability: ioCapabilities[io] ?? 'reserved',
    oob: oob === 1,
    ...wishesOf(auth),
    keypress: (auth & 0x10) !== 0,
    keySize,
  };
}

/** The authentication requirements of an octet (3.5.1, AuthReq). */
export const wishesOf = (auth: number) => ({
  bonding: (auth & 0x03) === 1,
  mitm: (auth & 0x04) !== 0,
  secureConnections: (auth & 0x08) !== 0,
});

const failures = [
  'passkey entry failed',
  'out-of-band data not available',
  'authentication requirements',
  'confirm value failed',
  'pairing not supported',
  'encryption key size',
  'command not supported',
  'unspecified reason',
  'repeated attempts',
  'invalid parameters',
  'DHKey check failed',
  'numeric comparison failed',
  'BR/EDR pairing in progress',
  'cross-transport key derivation not allowed',
  'key rejected',
];

/** The name of a reason of Pairing Failed (3.5.5). */
export const failureName = (reason: number): string => failures[reason - 1] ?? `reason ${reason}`;

export type PairingMethod = 'just-works' | 'passkey' | 'numeric-comparison' | 'out-of-band';

/** The method that two sides arrive at (2.3.5.1, tables 2.6 to 2.8). */
export function methodOf(initiator: PairingFeatures, responder: PairingFeatures): PairingMethod {
  const secure = initiator.secureConnections && responder.secureConnections;
  if (secure ? initiator.oob || responder.oob : initiator.oob && responder.oob) return 'out-of-band';
  if (!initiator.mitm && !responder.mitm) return 'just-works';
  const both = [initiator.ioCapability, responder.ioCapability];
  if (both.some((io) => io === 'no-input-no-output' || io === 'reserved')) return 'just-works';
  if (both.includes('keyboard-only')) return 'passkey';
  const confirming = (io?: IoCapability) => io === 'display-yes-no' || io === 'keyboard-display';
  if (secure && both.every(confirming)) return 'numeric-comparison';
  return both.includes('keyboard-display') ? 'passkey' : 'just-works';
}

/** Whether a longest key of so many octets may be offered at all (3.5.1): 7 to 16. */
export const isKeySize = (octets: number): boolean => octets >= 7 && octets <= 16;
