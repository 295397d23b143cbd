import type { Link } from '../../probes/shared/bluetooth/acl.ts';
import { ClassicHost, type ClassicLink } from '../../probes/shared/bluetooth/classic/classic-host.ts';
import { L2cap, refusal, type Channel } from '../../probes/shared/bluetooth/classic/l2cap.ts';
import { serveRfcomm } from '../../probes/shared/bluetooth/classic/rfcomm-server.ts';
import type { SerialChannel } from '../../probes/shared/bluetooth/classic/rfcomm.ts';
import { serveSdp } from '../../probes/shared/bluetooth/classic/sdp-server.ts';
import type { ClassicManners } from './classic-manners.ts';
import type { Clock } from './clock.ts';

const sdp = 1;
const rfcomm = 3;
const encryptionChange = 0x08;

/** One unit's Bluetooth Classic: a device that others find, connect to and pair with, as its manners allow. */
export class ClassicDevice {
  readonly #host: ClassicHost;
  readonly #manners: ClassicManners;
  readonly #clock: Clock;
  readonly #encrypted = new Set<Link>();
  readonly #open = { pairing: false, discovery: false };
  #callOff: (() => void)[] = [];

  /** @throws NotObserved where its controller cannot be had */
  static async open(
    adapter: string,
    { manners, clock }: { readonly manners: ClassicManners; readonly clock: Clock },
  ): Promise<ClassicDevice> {
    // The host asks the device, which is there by the time that somebody can ask.
    const asked: { device?: ClassicDevice } = {};
    const host = await ClassicHost.open(adapter, {
      manners: {
        ...{ name: manners.name, classOfDevice: manners.classOfDevice, simplePairing: true },
        ...{ ioCapability: 3, authentication: 2 },
        pairs: () => asked.device?.pairsNow() ?? false,
        pin: () => manners.pin,
        accepts: () => true,
      },
    });
    const device = new ClassicDevice(host, manners, clock);
    asked.device = device;
    device.restart();
    return device;
  }

  constructor(host: ClassicHost, manners: ClassicManners, clock: Clock) {
    this.#host = host;
    this.#manners = manners;
    this.#clock = clock;
    host.onLink = (link) => this.#serve(link);
    host.controller.on('event', (code, parameters) => {
      if (code === encryptionChange) this.#paired(parameters);
    });
  }

  get address(): string {
    return this.#host.address;
  }

  close(): void {
    this.#clock.stop();
    this.#host.close();
  }

  /** The act that opens pairing. */
  act(): void {
    const { windowSeconds, discoverySeconds } = this.#manners;
    this.#shut();
    this.#open.pairing = this.#open.discovery = true;
    this.#callOff = [this.#clock.after(windowSeconds, () => this.#close('pairing'))];
    if (discoverySeconds !== 'for-ever')
      this.#callOff.push(this.#clock.after(discoverySeconds, () => this.#close('discovery')));
    this.#scan();
  }

  /** Off and on again; bonds stay. */
  restart(): void {
    this.#shut();
    if (this.#manners.opensAtPowerOn) this.act();
    else this.#scan();
  }

  /** Who has a key needs no pairing; who comes under the address of somebody who has one is a stranger. */
  pairsNow(): boolean {
    const { pairsWithoutAct, replacesOwner } = this.#manners;
    if (this.#open.pairing || pairsWithoutAct === 'anybody') return true;
    return this.#host.security.keys.size === 0 ? pairsWithoutAct === 'first' : replacesOwner;
  }

  #shut(): void {
    for (const callOff of this.#callOff) callOff();
    this.#callOff = [];
    this.#open.pairing = this.#open.discovery = false;
  }

  #close(what: 'pairing' | 'discovery'): void {
    this.#open[what] = false;
    this.#scan();
  }

  #scan(): void {
    const { reachableAtRest, connectableAtRest = false, foundWhenBonded = false } = this.#manners;
    const { pairing, discovery } = this.#open;
    const bonded = this.#host.security.keys.size > 0;
    const discoverable = reachableAtRest || discovery || (foundWhenBonded && bonded);
    const connectable = reachableAtRest || connectableAtRest || pairing || discovery || bonded;
    // The controller is gone only when the toy is.
    this.#host.scan({ discoverable, connectable }).catch(() => undefined);
  }

  // The window closes at the first success.
  #paired(parameters: Buffer): void {
    const handle = parameters.readUInt16LE(1) & 0x0fff;
    for (const link of this.#links) if (link.handle === handle) this.#encrypted.add(link);
    this.#shut();
    this.#scan();
  }

  readonly #links = new Set<Link>();
  #serve({ link }: ClassicLink): void {
    this.#links.add(link);
    link.once('end', () => {
      this.#links.delete(link);
      this.#encrypted.delete(link);
    });
    new L2cap(link, (psm) => this.#service(psm, link));
  }

  #service(psm: number, link: Link): ((channel: Channel) => void) | number {
    const { services } = this.#manners;
    if (psm === sdp)
      return (channel) =>
        serveSdp(
          channel,
          services.filter(({ hidden }) => hidden !== true),
        );
    const serving = services.filter((service) => service.psm === psm);
    if (serving.length === 0) return refusal.notSupported;
    const allowed = serving.filter(({ opens }) => opens === 'anybody' || this.#encrypted.has(link));
    if (allowed.length === 0) return refusal.securityBlock;
    if (psm !== rfcomm) return () => undefined;
    const numbers = new Set(allowed.map(({ channel }) => channel));
    const opened = (serial: SerialChannel) => this.#speak(serial);
    return (channel) => serveRfcomm(channel, { accepts: (number) => numbers.has(number), opened });
  }

  // The hands-free unit begins the dialogue (Hands-Free Profile 1.8, 4.2); a serial port echoes.
  #speak(serial: SerialChannel): void {
    const service = this.#manners.services.find(({ channel }) => channel === serial.number);
    const handsFree = service?.classes.some((each) => each === '111e' || each === '1108') ?? false;
    if (handsFree) serial.write(Buffer.from('AT+BRSF=24\r'));
    const asks = ['AT+CIND=?\r', 'AT+CIND?\r', 'AT+CMER=3,0,0,1\r'];
    serial.listen((octets) => {
      const text = octets.toString('latin1');
      if (!handsFree) serial.write(octets.subarray(0, 100));
      else if (text.includes('RING') && this.#manners.answersCalls) serial.write(Buffer.from('ATA\r'));
      else if (text.includes('OK')) {
        const next = asks.shift();
        if (next !== undefined) serial.write(Buffer.from(next));
      }
    });
  }
}
