import { createRequire } from 'node:module';
import { H4 } from '../probes/shared/bluetooth/h4.ts';
import { connect } from 'node:net';

/**
 * A peripheral on ble-host, a Bluetooth stack that is not ours, in a process of its own (it keeps bonds in the working
 * directory): `node ble-host-peer.js SOCKET '{"passkey": 123456, "reject": false}'`. It says on its output when it advertises.
 */
export interface PeerWishes {
  /** Shows a passkey of its own. */
  readonly passkey?: number;
  readonly reject?: boolean;
  /** Number of its capability (0 shows, 1 shows and confirms, 2 types), where it takes part in entering or comparing. */
  readonly ioCap?: number;
  /** What whoever is at it does: types this, says that the numbers are equal, or that they are not; nothing where absent. */
  readonly types?: number;
  readonly says?: 'equal' | 'different';
  /** Octets of its longest key. */
  readonly maxKeySize?: number;
}

interface Characteristic {
  readonly uuid: string;
  readonly properties: readonly string[];
  readonly readPerm?: string;
  readonly writePerm?: string;
  readonly maxLength?: number;
  readonly value?: string;
  readonly onSubscriptionChange?: (connection: unknown, notifying: boolean) => void;
}

interface Smp {
  on(event: 'pairingRequest', listener: (request: unknown, reply: (answer: object) => void) => void): void;
  on(
    event: 'passkeyExchange',
    listener: (model: unknown, shown: string | null, done: (typed?: number) => void) => void,
  ): void;
  sendPairingFailed(reason: number): void;
}
interface Connection {
  readonly smp: Smp;
  on(event: 'disconnect', listener: () => void): void;
}
interface Manager {
  readonly gattDb: {
    setDeviceName(name: string): void;
    addServices(services: readonly { uuid: string; characteristics: readonly Characteristic[] }[]): void;
  };
  setAdvertisingData(data: Buffer): void;
  startAdvertising(parameters: object, connected: (status: number, connection: Connection) => void): void;
}
interface BleHost {
  readonly BleManager: {
    create(
      transport: unknown,
      options: object,
      made: (error: Error | null | undefined, manager: Manager) => void,
    ): void;
  };
}

export const peerService = '0000feed-0000-1000-8000-00805f9b34fb';
export const peerUuid = (n: number): string => `0000fee${n}-0000-1000-8000-00805f9b34fb`;

if (import.meta.filename === process.argv[1])
  start(process.argv[2] ?? '', JSON.parse(process.argv[3] ?? '{}') as PeerWishes);

function start(path: string, wishes: PeerWishes): void {
  const { BleManager } = createRequire(import.meta.url)('ble-host') as BleHost;
  const socket = connect(path, () => {
    BleManager.create(new H4(socket), {}, (error, manager) => {
      if (error) throw error;
      serve(manager, wishes);
    });
  });
}

function serve(manager: Manager, wishes: PeerWishes): void {
  manager.gattDb.setDeviceName('Stranger Bear');
  manager.gattDb.addServices([{ uuid: peerService, characteristics: characteristics() }]);
  manager.setAdvertisingData(
    Buffer.from('020106' + '0302edfe' + '0e09' + Buffer.from('Stranger Bear').toString('hex'), 'hex'),
  );
  const advertise = () => {
    manager.startAdvertising({ intervalMin: 32, intervalMax: 32 }, (status, connection) => {
      if (status !== 0) return;
      connection.on('disconnect', () => setImmediate(advertise));
      answerPairing(connection.smp, wishes);
    });
    process.stdout.write('advertising\n');
  };
  advertise();
}

function characteristics(): readonly Characteristic[] {
  return [
    { uuid: peerUuid(1), properties: ['read', 'write'], maxLength: 512, value: 'x'.repeat(300) },
    { uuid: peerUuid(2), properties: ['read', 'write'], readPerm: 'encrypted', writePerm: 'encrypted', value: 'e' },
    { uuid: peerUuid(3), properties: ['read'], readPerm: 'encrypted-mitm', value: 'm' },
    { uuid: peerUuid(4), properties: ['read'], readPerm: 'encrypted-mitm-sc', value: 's' },
    { uuid: peerUuid(5), properties: ['notify'] },
  ];
}

const numbersDiffer = 0x0c;

function answerPairing(smp: Smp, { passkey, reject, ioCap, maxKeySize, types, says }: PeerWishes): void {
  if (reject === true) smp.on('pairingRequest', () => smp.sendPairingFailed(5));
  if (passkey === undefined && ioCap === undefined && maxKeySize === undefined) return;
  const mitm = passkey !== undefined || ioCap !== undefined;
  const answer = { keypress: false, ioCap: ioCap ?? (mitm ? 0 : 3), mitm, sc: true, bondingFlags: 1 };
  const size = maxKeySize === undefined ? {} : { maxKeySize };
  smp.on('pairingRequest', (_request, reply) => reply({ ...answer, ...size }));
  smp.on('passkeyExchange', (_model, shown, done) => {
    process.stdout.write(`passkey ${shown ?? 'typed'}\n`);
    if (types !== undefined) done(types);
    else if (says === 'equal') done();
    else if (says === 'different') smp.sendPairingFailed(numbersDiffer);
  });
}
