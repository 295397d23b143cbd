import { ah } from '../../probes/shared/bluetooth/smp-crypto.ts';
import { randomBytes, randomInt } from 'node:crypto';
import { addressOctets } from '../../probes/shared/bluetooth/address.ts';
import { freshAddress } from '../../probes/shared/bluetooth/le-commands.ts';
import { LeHost, type LeLink } from '../../probes/shared/bluetooth/low-energy.ts';
import { uuidOctets } from '../../probes/shared/bluetooth/uuid.ts';
import { attributesOf, type ToyAttribute } from './toy-attributes.ts';
import type { Clock } from './clock.ts';
import type { LeManners } from './manners.ts';
import { PairingDoor } from './pairing-door.ts';
import { ToyLink } from './toy-link.ts';

/** What tells one unit from another. */
export interface Individual {
  readonly serial: string;
  readonly radioAddress: string;
}

/** Milliseconds between two advertisements. */
const interval = 60;

/** The bear's Low Energy side: it advertises, takes links, and does what hands do to it. */
export class Peripheral {
  readonly manners: LeManners;
  readonly door: PairingDoor;
  readonly links = new Set<ToyLink>();
  attributes: readonly ToyAttribute[];
  /** The last link that was encrypted. */
  lastOwner: ToyLink | undefined;
  readonly #host: LeHost;
  readonly #clock: Clock;
  readonly #unit: Individual;
  readonly #resolvingKey = randomBytes(16);
  readonly #static = freshAddress();
  #name = 'Pip';
  #loader = false;
  #fallen = false;
  #stopped = false;
  #counter = 0;
  // One change of advertising after the other.
  #last: Promise<void> = Promise.resolve();

  /** Switches it on at a controller of the air. */
  static async open(
    adapter: string,
    setting: { readonly manners: LeManners; readonly unit: Individual; readonly clock: Clock },
  ): Promise<Peripheral> {
    const host = await LeHost.open(adapter);
    const toy = new Peripheral(host, setting);
    await toy.#changeAddress();
    return toy;
  }

  constructor(
    host: LeHost,
    { manners, unit, clock }: { readonly manners: LeManners; readonly unit: Individual; readonly clock: Clock },
  ) {
    this.#host = host;
    this.manners = manners;
    this.#unit = unit;
    this.#clock = clock;
    this.door = new PairingDoor(manners.pairing, clock);
    this.attributes = attributesOf(manners.characteristics);
    host.onLink = (link) => this.#take(link);
    host.keyFor = (handle, ediv, rand) => this.#keyFor(handle, ediv, rand);
    this.#fill();
    this.#rotate();
  }

  close(): void {
    this.#stopped = true;
    this.#clock.stop();
    this.#host.close();
  }

  /** It forgets nothing but what only lives while the power is on. */
  restart(): void {
    this.door.powerOn();
    this.lastOwner = undefined;
    this.#loader = this.#fallen = false;
    this.#hangUp();
    this.#change(() => this.#changeAddress());
  }

  /** Somebody plays with it. */
  play(): void {
    this.#counter++;
    for (const attribute of this.attributes) {
      if (attribute.characteristic?.toldAtPlay !== true || attribute.isSubscription) continue;
      attribute.value = Buffer.from(String(this.#counter));
      for (const link of this.links) link.server.notify(attribute.handle, attribute.value);
    }
  }

  /** The family gives it a name. */
  call(name: string): void {
    this.#name = name;
    this.#fill();
    this.#change(() => this.#advertise());
  }

  /** Restarts into the loader, as an update begins. */
  load(): void {
    this.#loader = true;
    this.#hangUp();
  }

  /** It has stopped, until somebody switches it off and on. */
  fall(): void {
    this.#fallen = true;
    this.#hangUp();
  }

  /** What it gives to those it is bonded with. */
  get identity(): { readonly resolvingKey: Buffer; readonly address: Buffer } {
    return { resolvingKey: this.#resolvingKey, address: this.#static };
  }

  drawPasskey(): number {
    const { passkey } = this.manners.pairing;
    return passkey === 'random' ? randomInt(1_000_000) : passkey;
  }

  #fill(): void {
    const filled = (text: string) => text.replace('{name}', this.#name).replace('{serial}', this.#unit.serial);
    for (const attribute of this.attributes)
      if (attribute.characteristic !== undefined && !attribute.isSubscription)
        attribute.value = Buffer.from(filled(attribute.characteristic.value));
  }

  #keyFor(handle: number, ediv: number, rand: Buffer): Buffer | undefined {
    const link = [...this.links].find((each) => each.link.link.handle === handle);
    return link?.keyFor(ediv, rand);
  }

  #take(link: LeLink): void {
    if (link.role !== 'peripheral') return;
    const taken = new ToyLink({ toy: this, host: this.#host, link });
    this.links.add(taken);
    link.link.once('end', () => {
      this.links.delete(taken);
      this.#change(() => this.#advertise());
    });
  }

  #hangUp(): void {
    // A controller that is gone takes its links with it.
    for (const { link } of this.links) this.#host.disconnect(link).catch(() => undefined);
  }

  #change(act: () => Promise<void>): void {
    // A controller that is gone ends the toy elsewhere.
    this.#last = this.#last.then(() => (this.#stopped ? undefined : act())).catch(() => undefined);
  }

  #rotate(): void {
    const { rotationMinutes } = this.manners.address;
    if (rotationMinutes === undefined) return;
    this.#clock.after(rotationMinutes * 60, () => {
      this.#change(() => this.#changeAddress());
      this.#rotate();
    });
  }

  async #changeAddress(): Promise<void> {
    await this.#host.stopAdvertising();
    await this.#host.takeAddress(this.#nextAddress());
    await this.#advertise();
  }

  #nextAddress(): Buffer {
    const { kind } = this.manners.address;
    if (kind === 'public') return addressOctets(this.#unit.radioAddress);
    if (kind === 'static') return this.manners.address.rotationMinutes === undefined ? this.#static : freshAddress();
    const random = randomBytes(3);
    random[0] = ((random[0] ?? 0) & 0x3f) | 0x40;
    return Buffer.concat([random, ah(this.#resolvingKey, random)]).reverse();
  }

  async #advertise(): Promise<void> {
    await this.#host.stopAdvertising();
    // One link at a time, as most toys.
    if (this.links.size > 0 || this.#fallen) return;
    const ownAddress = this.manners.address.kind === 'public' ? 'public' : 'random';
    await this.#host.advertise({ ...this.#payload(), connectable: true, interval, ownAddress });
  }

  #payload(): { readonly data: Buffer; readonly scanResponse: Buffer } {
    const { name, services, manufacturer } = this.manners.advertised;
    const said = this.#loader ? 'PipBoot' : name.replace('{name}', this.#name);
    const uuids = Buffer.concat(services.map((uuid) => uuidOctets(uuid)));
    const serial = Buffer.from(this.#unit.serial).toString('hex');
    const maker = manufacturer.replace('{serial}', serial).replace('{counter}', String(this.#counter).padStart(4, '0'));
    const data = [field(0x01, Buffer.from([6])), ...(uuids.length === 0 ? [] : [field(0x03, uuids)])];
    const scanResponse = [field(0x09, Buffer.from(said)), field(0xff, Buffer.from(maker, 'hex'))];
    return { data: Buffer.concat(data), scanResponse: Buffer.concat(scanResponse) };
  }
}

// One field of an advertisement: length, type, data (Bluetooth Core, Vol 3 Part C 11).
const field = (type: number, data: Uint8Array): Buffer => Buffer.concat([Buffer.from([data.length + 1, type]), data]);
