import { randomBytes, randomInt } from 'node:crypto';
import { pipClassic, type ClassicManners } from './bluetooth/classic-manners.ts';
import { decentLe, type LeManners } from './bluetooth/manners.ts';
import { decentPlayroom, type PlayroomManners } from './playroom/manners.ts';

/** Everything the reference toy is and does, as data: a defect is a change of it. */
export interface Pip {
  readonly units: readonly PipUnit[];
  readonly site: { readonly address: string };
  readonly playroom: Playroom;
  readonly ports: Ports;
  readonly certificates: CertificateManners;
  readonly tls: {
    readonly minVersion: 'TLSv1' | 'TLSv1.2';
    readonly maxVersion: 'TLSv1.2' | 'TLSv1.3';
    readonly ciphers: string;
  };
  readonly web: WebManners;
  readonly mqtt: MqttManners;
  /** Fields of the mDNS TXT record. */
  readonly announced: Readonly<Record<string, string>>;
  /** Fields of the answer to `GET /status` over CoAP. */
  readonly status: Readonly<Record<string, string | boolean>>;
  /** Services that a decent toy does not have. */
  readonly extras: readonly Extra[];
  /** What it does over Bluetooth Low Energy. */
  readonly le: LeManners;
  /** What it does over Bluetooth Classic. */
  readonly classic: ClassicManners;
}

/** The companion web app with the service behind it. */
export interface Playroom {
  readonly address: string;
  readonly manners: PlayroomManners;
  /** Signs the tokens of its sessions. */
  readonly key: string;
  /** With it the laboratory advances the clock of its own families. */
  readonly laboratoryKey: string;
}

export interface PipUnit {
  readonly id: string;
  readonly serial: string;
  readonly radioAddress: string;
  /** One IPv4 and, where the network has it, one IPv6 address. */
  readonly addresses: readonly string[];
  /** The password on the label, until the guardian chooses another. */
  readonly setUpCode: string;
  /** With it a guardian's home hub signs in to the broker. */
  readonly hubToken: string;
}

export interface Ports {
  readonly https: number;
  readonly mqtt: number;
  readonly coap: number;
  readonly mdns: number;
  readonly site: number;
}

export interface CertificateManners {
  /** Days from now. */
  readonly from: number;
  readonly to: number;
  /** Names besides the addresses of the unit. */
  readonly names: readonly string[];
  readonly withAddresses: boolean;
  readonly keys: 'own' | 'shared';
  readonly kind: 'P-256' | 'RSA-2048' | 'RSA-1024';
  /** Whether the declared root signs, or one that nobody declared. */
  readonly root: 'declared' | 'other';
}

export interface WebManners {
  readonly username: string;
  readonly lock: Lock | undefined;
  readonly checksHost: boolean;
  readonly checksOrigin: boolean;
  readonly checksToken: boolean;
  readonly sameSite: 'Strict' | 'None';
  readonly refusesWeakPasswords: boolean;
  readonly endsOtherSessions: boolean;
  readonly forgetsOldPassword: boolean;
  readonly asksSecondFactor: boolean;
  /** Paths given to anybody. */
  readonly open: readonly string[];
  /** A factory login besides the one on the label. */
  readonly backDoor: { readonly username: string; readonly password: string } | undefined;
  /** Stops serving for good at a header of more octets than this. */
  readonly stopsAtHeaderOver: number | undefined;
}

/** Wrong guesses that are weighed, and how long none is weighed after them. */
export interface Lock {
  readonly attempts: number;
  readonly seconds: number;
}

export interface MqttManners {
  readonly username: string;
  readonly lock: Lock | undefined;
  readonly letsAnybodyIn: boolean;
  /** Stops serving for good at a packet that no one should send. */
  readonly stopsAtMalformedPacket: boolean;
}

/** A service that a decent toy does not have. */
export interface Extra {
  readonly kind: 'telnet' | 'http' | 'udp-echo';
  readonly port: number;
  readonly families: readonly ('IPv4' | 'IPv6')[];
  /** What it says: a page, or the answer to any datagram. */
  readonly says: string;
}

/** The name under which every unit's set-up page is reached. */
export const setUpName = 'setup.pip.example';
export const siteName = 'www.pip.example';
export const cloudName = 'api.pip.example';

/** Where the toy stands: addresses and ports. */
export interface Place {
  readonly units: readonly (readonly string[])[];
  readonly site: string;
  readonly playroom: string;
  readonly ports: Ports;
}

const lock: Lock = { attempts: 8, seconds: 1 };

const decentCertificates: CertificateManners = {
  from: -30,
  to: 335,
  names: [setUpName],
  withAddresses: true,
  keys: 'own',
  kind: 'P-256',
  root: 'declared',
};

const decentWeb: WebManners = {
  username: 'guardian',
  lock,
  checksHost: true,
  checksOrigin: true,
  checksToken: true,
  sameSite: 'Strict',
  refusesWeakPasswords: true,
  endsOtherSessions: true,
  forgetsOldPassword: true,
  asksSecondFactor: true,
  open: [],
  backDoor: undefined,
  stopsAtHeaderOver: undefined,
};

/** A toy without any defect, fresh from the factory: its credentials are new at each call. */
export function decentPip({ units, site, playroom, ports }: Place): Pip {
  return {
    units: units.map((addresses, index) => makeUnit(index, addresses)),
    site: { address: site },
    playroom: { address: playroom, manners: decentPlayroom, key: freshSecret(), laboratoryKey: freshSecret() },
    ports,
    certificates: decentCertificates,
    tls: { minVersion: 'TLSv1.2', maxVersion: 'TLSv1.3', ciphers: forwardSecret },
    web: decentWeb,
    mqtt: { username: 'hub', lock, letsAnybodyIn: false, stopsAtMalformedPacket: false },
    announced: { model: 'PB-100', version: '2.4.1' },
    status: { ready: true },
    extras: [],
    le: decentLe,
    classic: pipClassic,
  };
}

const forwardSecret = [
  'TLS_AES_128_GCM_SHA256',
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
].join(':');

const freshSecret = () => randomBytes(24).toString('base64url');

// No letter or figure that a parent could take for another.
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';

function makeUnit(index: number, addresses: readonly string[]): PipUnit {
  return {
    id: `unit-${index + 1}`,
    serial: `PB100-0000${17 + index}`,
    radioAddress: `02:00:5E:10:00:${17 + index}`,
    addresses,
    setUpCode: Array.from({ length: 12 }, () => alphabet[randomInt(alphabet.length)]).join(''),
    hubToken: randomBytes(20).toString('base64url'),
  };
}
