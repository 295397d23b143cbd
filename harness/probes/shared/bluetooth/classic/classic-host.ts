import { NotObserved } from '../../../../gather/probe.ts';
import type { Link } from '../acl.ts';
import { Controller } from '../controller.ts';
import type { Recording } from '../recording.ts';
import { addressText } from '../smp-analysis.ts';
import { command, event, inquiryCode } from './classic-commands.ts';
import { acceptance, answersIn, octetsOf, shortest, type Found } from './classic-events.ts';
import { ClassicPairings, type ClassicPairing } from './classic-pairings.ts';
import { Security, type SecurityManners } from './security.ts';

/** A connection of which this host is one end. */
export interface ClassicLink {
  readonly link: Link;
  /** Of the other device. */
  readonly address: string;
}

export interface HostManners extends SecurityManners {
  readonly name: string;
  readonly classOfDevice: number;
  /** Whether it lets a device connect, or open a connection for sound. */
  readonly accepts: (address: string, kind: 'data' | 'sound') => boolean;
}

/** How an attempt to connect ended: `status` is an HCI error code (Vol 1 Part F). */
export type Paged = { readonly link: ClassicLink } | { readonly status: number } | 'no-answer';

interface Listening {
  readonly milliseconds?: number;
  /** Told of every other event. */
  readonly meanwhile?: (code: number, parameters: Buffer) => void;
}

const patience = 6000;
const mostFound = 10_000;

/** A host for Bluetooth Classic: it inquires, pages, is paged, pairs and encrypts; channels are the affair of others. */
export class ClassicHost {
  readonly controller: Controller;
  readonly pairings = new ClassicPairings();
  readonly security: Security;
  /** Told of every connection that others begin. */
  onLink: (link: ClassicLink) => void = () => undefined;
  /** Told of every connection for sound. */
  onSound: (address: string) => void = () => undefined;
  address = '';
  readonly #manners: HostManners;
  readonly #links = new Map<number, ClassicLink>();

  /** @throws NotObserved where the adapter cannot be had */
  static async open(
    adapter: string,
    { manners, recording }: { readonly manners: HostManners; readonly recording?: Recording },
  ): Promise<ClassicHost> {
    const host = new ClassicHost(await Controller.open(adapter, recording), manners);
    try {
      await host.#prepare();
    } catch (error) {
      host.close();
      throw error;
    }
    return host;
  }

  constructor(controller: Controller, manners: HostManners) {
    this.controller = controller;
    this.#manners = manners;
    this.security = new Security(controller, this.pairings, manners);
    controller.on('event', (code, parameters) => this.#hear(code, parameters));
  }

  close(): void {
    this.controller.close();
  }

  /** Whether others find it and may connect to it. */
  async scan({ discoverable, connectable }: { readonly discoverable: boolean; readonly connectable: boolean }) {
    await this.#must(command.scanEnable, Buffer.from([(discoverable ? 1 : 0) | (connectable ? 2 : 0)]));
  }

  /** Inquires once, for `units` of 1.28 s, and gives who answered. */
  async inquire(
    kind: keyof typeof inquiryCode,
    units: number,
    heard: (found: Found) => void = () => undefined,
  ): Promise<readonly Found[]> {
    const found = new Map<string, Found>();
    const meanwhile = (code: number, parameters: Buffer) => {
      for (const one of answersIn(code, parameters)) {
        if (found.size < mostFound) found.set(one.address, one);
        heard(one);
      }
    };
    const listening = { milliseconds: units * 1280 + patience, meanwhile };
    const ended = this.hears(event.inquiryComplete, () => true, listening);
    await this.#must(command.inquiry, Buffer.from([...inquiryCode[kind], Math.min(0x30, Math.max(1, units)), 0]));
    await ended;
    return [...found.values()];
  }

  /** Connects to a device by its address. */
  async page(address: string): Promise<Paged> {
    const octets = octetsOf(address);
    const done = this.hears(event.connectionComplete, (body) => addressText(body.subarray(3, 9)) === address);
    // Packet types, page scan mode, clock offset unknown, may change roles (7.1.5).
    const [status = 0] = await this.controller.command(
      command.createConnection,
      Buffer.concat([octets, Buffer.from([0x18, 0xcc, 2, 0, 0, 0, 1])]),
    );
    if (status !== 0) return { status };
    const complete = await done;
    if (complete === undefined) return 'no-answer';
    const link = this.#links.get(complete.readUInt16LE(1) & 0x0fff);
    return complete[0] === 0 && link !== undefined ? { link } : { status: complete[0] ?? 0xff };
  }

  /**
   * Pairs, or proves the key of an earlier pairing, and encrypts.
   * @returns the pairing that it took, undefined where a key was there or nothing came of it; and whether it ended well
   */
  async authenticate({ link, address }: ClassicLink): Promise<{
    readonly pairing: ClassicPairing | undefined;
    readonly authenticated: boolean;
    readonly encrypted: boolean;
  }> {
    const before = this.pairings.found.length;
    const isOurs = (body: Buffer) => (body.readUInt16LE(1) & 0x0fff) === link.handle;
    const done = this.hears(event.authenticationComplete, isOurs);
    const handle = Buffer.from([link.handle & 0xff, link.handle >> 8]);
    await this.controller.command(command.authenticate, handle);
    const authenticated = (await done)?.[0] === 0;
    const pairing = this.pairings.found.slice(before).findLast((each) => each.address === address);
    if (!authenticated) return { pairing, authenticated, encrypted: false };
    const change = this.hears(event.encryptionChange, isOurs);
    await this.controller.command(command.encrypt, Buffer.concat([handle, Buffer.from([1])]));
    const changed = await change;
    return { pairing, authenticated, encrypted: changed?.[0] === 0 && changed[3] !== 0 };
  }

  /** Asks for a connection for sound over a link; the status of HCI, or no answer. */
  async openSound({ link }: ClassicLink): Promise<number | 'no-answer'> {
    const done = this.hears(event.synchronousComplete, () => true);
    const parameters = Buffer.from('00000000401f0000401f0000ffff600002c803', 'hex').subarray(2);
    parameters.writeUInt16LE(link.handle, 0);
    const [status = 0] = await this.controller.command(command.setupSynchronous, parameters);
    if (status !== 0) return status;
    return (await done)?.[0] ?? 'no-answer';
  }

  async disconnect({ link }: ClassicLink): Promise<void> {
    if (link.ended !== undefined || this.controller.closed) return;
    const done = this.hears(event.disconnected, (body) => (body.readUInt16LE(1) & 0x0fff) === link.handle);
    await this.controller.command(command.disconnect, Buffer.from([link.handle & 0xff, link.handle >> 8, 0x13]));
    await done;
  }

  /** The parameters of the first such event; undefined where none comes in time. */
  hears(
    wanted: number,
    fits: (parameters: Buffer) => boolean,
    { milliseconds = patience, meanwhile }: Listening = {},
  ): Promise<Buffer | undefined> {
    return new Promise((resolve) => {
      const end = (parameters?: Buffer) => {
        clearTimeout(timer);
        this.controller.off('event', listen);
        this.controller.off('close', end);
        resolve(parameters);
      };
      const listen = (code: number, parameters: Buffer) => {
        if (code === wanted && parameters.length >= (shortest[code] ?? 1) && fits(parameters)) end(parameters);
        else meanwhile?.(code, parameters);
      };
      const timer = setTimeout(() => end(), milliseconds);
      this.controller.on('event', listen);
      this.controller.on('close', end);
    });
  }

  async #prepare(): Promise<void> {
    const { name, classOfDevice, simplePairing } = this.#manners;
    await this.#must(command.reset);
    this.address = addressText((await this.#must(command.readAddress)).subarray(1));
    const room = await this.#must(command.readBufferSize);
    if (room.length >= 8)
      this.controller.pipe.hasRoom('classic', { size: room.readUInt16LE(1), packets: room.readUInt16LE(4) });
    await this.#must(command.setEventMask, Buffer.from('ffffffffffffbf3d', 'hex'));
    await this.#must(command.simplePairing, Buffer.from([simplePairing ? 1 : 0]));
    const octets = Buffer.alloc(3);
    octets.writeUIntLE(classOfDevice, 0, 3);
    await this.#must(command.classOfDevice, octets);
    const text = Buffer.alloc(248);
    text.write(name.slice(0, 240));
    await this.#must(command.localName, text);
  }

  async #must(opcode: number, parameters?: Uint8Array): Promise<Buffer> {
    const answer = await this.controller.command(opcode, parameters);
    const [status = 0xff] = answer;
    if (status === 0) return answer;
    throw new NotObserved(
      'tool-missing',
      `the Bluetooth adapter refused command 0x${opcode.toString(16)} with status ${status}`,
    );
  }

  #hear(code: number, parameters: Buffer): void {
    if (parameters.length < (shortest[code] ?? 0)) return;
    if (code === event.connectionComplete) this.#connected(parameters);
    else if (code === event.connectionRequest) this.#asked(parameters);
    else if (code === event.synchronousComplete && parameters[0] === 0)
      this.onSound(addressText(parameters.subarray(3)));
  }

  #connected(parameters: Buffer): void {
    if (parameters[0] !== 0 || parameters[9] !== 1) return;
    const handle = parameters.readUInt16LE(1) & 0x0fff;
    const made = { link: this.controller.pipe.open(handle, 'classic'), address: addressText(parameters.subarray(3)) };
    this.#links.set(handle, made);
    made.link.once('end', () => this.#links.delete(handle));
    if (this.#invited.delete(made.address)) this.onLink(made);
  }

  readonly #invited = new Set<string>();
  #asked(parameters: Buffer): void {
    const address = addressText(parameters);
    const octets = parameters.subarray(0, 6);
    const kind = parameters[9] === 1 ? 'data' : 'sound';
    const accepts = this.#manners.accepts(address, kind);
    if (kind === 'data' && accepts) this.#invited.add(address);
    const [opcode, tail] = acceptance[kind][accepts ? 'yes' : 'no'];
    this.#send(opcode, Buffer.concat([octets, Buffer.from(tail, 'hex')]));
  }

  // Nobody waits for the answer; that the controller is gone is told elsewhere.
  #send(opcode: number, parameters: Buffer): void {
    this.controller.command(opcode, parameters).catch(() => undefined);
  }
}
