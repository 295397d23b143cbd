import type { Features } from '../../probes/shared/bluetooth/smp-session.ts';

/** What the toy does over Bluetooth Low Energy, as data: a defect is a change of it. */
export interface LeManners {
  readonly advertised: {
    readonly name: string;
    /** UUIDs of 16 bits. */
    readonly services: readonly string[];
    /** Data of the manufacturer after its number, in hexadecimal; `{serial}` and `{counter}` are put in. */
    readonly manufacturer: string;
  };
  readonly address: {
    readonly kind: 'resolvable' | 'static' | 'public';
    /** Minutes of the toy's clock between two; never where absent. */
    readonly rotationMinutes: number | undefined;
  };
  readonly pairing: PairingManners;
  readonly characteristics: readonly ToyCharacteristic[];
  /** Whose security opens an attribute: that of the link it is used on, or that of whoever was there before. */
  readonly trusts: 'this-link' | 'last-owner';
  /** What a write of 01 to a characteristic that starts an update does for somebody who may not write it. */
  readonly loaderOpensTo: 'allowed' | 'anybody';
  /** Stops for good at a PDU that no one should send. */
  readonly stopsAtMalformed: boolean;
  /** Takes signed writes over links without encryption: of nobody, of whoever gave it the key, or of whoever claims to. */
  readonly signedWrites: 'none' | 'verified' | 'unverified';
  /** Answers reads and writes before an error goes out; some toys obey and then refuse. */
  readonly obeysBeforeRefusing: boolean;
}

export interface PairingManners extends Features {
  /** Seconds of the toy's clock for which an act opens pairing; always open, or until somebody pairs, in words. */
  readonly window: number | 'always' | 'never-closes';
  /** Ways of pairing that need no open window after the power came and until somebody is bonded. */
  readonly withoutAct: readonly 'just-works'[];
  /** Octets of the shortest key that it takes. */
  readonly keySizeAtLeast: number;
  /** Whether it refuses legacy pairing. */
  readonly secureOnly: boolean;
  /** Whether it refuses what nobody confirmed. */
  readonly authenticatedOnly: boolean;
  readonly passkey: 'random' | number;
  /** Who says that two numbers are equal, where it compares them: a hand at it, or it says so itself. */
  readonly confirms: 'by-hand' | 'by-itself';
  /** Whether a peer under the owner's address may pair anew without an act. */
  readonly ownerMayReplace: boolean;
}

/** Who may do something: anybody, a link that is encrypted, one that is authenticated by Secure Connections. */
export type Opens = 'anybody' | 'encrypted' | 'authenticated' | 'nobody';

export interface ToyCharacteristic {
  readonly service: string;
  readonly uuid: string;
  readonly properties: readonly ('read' | 'write' | 'write-without-response' | 'notify' | 'indicate')[];
  readonly read: Opens;
  readonly write: Opens;
  readonly subscribe: Opens;
  /** Its first value, as text; `{name}` is the name that the family gave. */
  readonly value: string;
  /** A write of 01 starts the loader. */
  readonly startsUpdate?: true;
  /** Sends a notification each time the toy is played with, to every link that subscribed. */
  readonly toldAtPlay?: true;
}

const pip = (n: string) => `f0b70${n}-9a1c-4b5e-8f3d-504950000000`;

/** UUIDs of what the bear offers. */
export const uuids = {
  service: pip('001'),
  mood: pip('002'),
  message: pip('003'),
  touched: pip('004'),
  volume: pip('005'),
  /** Nordic Semiconductor's secure update service, and its characteristic that restarts into the loader. */
  update: 'fe59',
  buttonless: '8ec90004-f315-4f60-9fb8-838830daea50',
} as const;

const closed = { read: 'authenticated', write: 'authenticated', subscribe: 'authenticated' } as const;
const service = uuids.service;

/** A bear without any defect. */
export const decentLe: LeManners = {
  advertised: { name: 'Pip', services: ['fe59'], manufacturer: 'ffff5042' },
  address: { kind: 'resolvable', rotationMinutes: 7 },
  pairing: {
    ...{ ioCapability: 'display-only', bonding: true, mitm: true, secureConnections: true, keySize: 16 },
    ...{ window: 100, withoutAct: [], keySizeAtLeast: 16, secureOnly: true, authenticatedOnly: true },
    ...{ passkey: 'random', confirms: 'by-hand', ownerMayReplace: false },
  },
  characteristics: [
    {
      ...{ service: '1800', uuid: '2a00', properties: ['read'], value: 'Pip' },
      ...{ read: 'anybody', write: 'nobody', subscribe: 'nobody' },
    },
    {
      ...{ service: '1800', uuid: '2a01', properties: ['read'], value: '\u0000\u0000' },
      ...{ read: 'anybody', write: 'nobody', subscribe: 'nobody' },
    },
    { ...closed, service, uuid: uuids.mood, properties: ['read', 'write'], value: 'happy' },
    { ...closed, service, uuid: uuids.message, properties: ['read', 'write'], value: 'hello {name}' },
    { ...closed, service, uuid: uuids.touched, properties: ['read', 'notify'], value: '0', toldAtPlay: true },
    { ...closed, service, uuid: uuids.volume, properties: ['read', 'write-without-response'], value: '3' },
    {
      ...{ ...closed, service: uuids.update, uuid: uuids.buttonless, properties: ['write', 'indicate'], value: '' },
      startsUpdate: true,
    },
  ],
  trusts: 'this-link',
  loaderOpensTo: 'allowed',
  stopsAtMalformed: false,
  signedWrites: 'none',
  obeysBeforeRefusing: false,
};
