import { setTimeout as sleep } from 'node:timers/promises';
import { NotObserved } from '../../../gather/probe.ts';
import type { Link } from './acl.ts';
import { reportsIn, type Advertisement, type Peer } from './advertisement.ts';
import { answerSignals, type ConnectionParameters } from './answer-signals.ts';
import { Controller } from './controller.ts';
import {
  advertisingAs,
  command,
  encryptionEvents,
  eventMasks,
  freshAddress,
  meta,
  padded,
  updating,
  type Advertising,
} from './le-commands.ts';
import { Connecting } from './le-connecting.ts';
import type { Recording } from './recording.ts';

/** A connection of which this host is one end. */
export interface LeLink {
  readonly link: Link;
  readonly peer: Peer;
  /** The address under which this host stands in it. */
  readonly own: Peer;
  readonly role: 'central' | 'peripheral';
}

/** The key by which a link is encrypted (Vol 3 Part H 2.4.4); `ediv` and `rand` are zero with Secure Connections. */
export interface LinkKey {
  readonly ltk: Buffer;
  readonly ediv: number;
  readonly rand: Buffer;
}

/** Milliseconds in which a peripheral has to hear at least. */
const slowest = 1000;

type KeySource = (handle: number, ediv: number, rand: Buffer) => Buffer | undefined;

/** A Low Energy host: it scans, connects, advertises and encrypts, and leaves to others what goes over the links. */
export class LeHost {
  readonly controller: Controller;
  /** Told of every connection, also of those that others begin. */
  onLink: (link: LeLink) => void = () => undefined;
  /** Asked for the key when the peer of a link wants it encrypted. */
  keyFor: KeySource = () => undefined;
  own: Peer;
  readonly #connecting: Connecting;

  /** @throws NotObserved where the adapter cannot be had */
  static async open(
    adapter: string,
    { recording, address = freshAddress() }: { readonly recording?: Recording; readonly address?: Buffer } = {},
  ): Promise<LeHost> {
    const host = new LeHost(await Controller.open(adapter, recording), address);
    await host.#prepare();
    return host;
  }

  constructor(controller: Controller, address: Buffer) {
    this.controller = controller;
    this.own = { address, type: 'random' };
    this.#connecting = new Connecting(controller);
    controller.on('leEvent', (subevent, parameters) => this.#hear(subevent, parameters));
  }

  close(): void {
    this.controller.close();
  }

  /** Takes another random address; not while it advertises or scans. */
  async takeAddress(address: Buffer): Promise<void> {
    await this.#must(command.setRandomAddress, address);
    this.own = { address, type: 'random' };
  }

  /** Hears advertisements until the function it returns is called. */
  async scan(hear: (heard: Advertisement) => void, { active = true } = {}): Promise<() => Promise<void>> {
    const listen = (subevent: number, parameters: Buffer) => {
      if (subevent === meta.report) for (const heard of reportsIn(parameters)) hear(heard);
    };
    await this.#must(command.scanParameters, Buffer.from([active ? 1 : 0, 0x10, 0, 0x10, 0, 1, 0]));
    this.controller.on('leEvent', listen);
    await this.#must(command.scan, Buffer.from([1, 0]));
    return async () => {
      this.controller.off('leEvent', listen);
      if (!this.controller.closed) await this.controller.command(command.scan, Buffer.from([0, 0]));
    };
  }

  /**
   * Connects to whoever advertises under this address. Where a controller gives up at once, it is asked again.
   * @returns undefined where nobody came within the time
   */
  connect(peer: Peer, milliseconds: number): Promise<LeLink | undefined> {
    return this.#connecting.connect(peer, milliseconds);
  }

  /** Ends a link and waits until it is gone, two seconds at most. */
  async disconnect({ link }: LeLink): Promise<void> {
    // What was sent goes first, and the other side has a moment to take it in.
    for (let round = 0; round < 50 && !this.controller.pipe.isFlushed(link); round++) await sleep(10);
    if (link.ended !== undefined || this.controller.closed) return;
    const gone = new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, 2000);
      link.once('end', () => {
        clearTimeout(timer);
        resolve();
      });
    });
    await this.controller.command(command.disconnect, Buffer.from([link.handle & 0xff, link.handle >> 8, 0x13]));
    await gone;
  }

  /** Encrypts a link as its central; the status tells how it went, 0 for encrypted (Vol 4 Part E 7.7.8). */
  async encrypt({ link }: LeLink, { ltk, ediv, rand }: LinkKey): Promise<number> {
    const parameters = Buffer.alloc(28);
    parameters.writeUInt16LE(link.handle, 0);
    rand.copy(parameters, 2);
    parameters.writeUInt16LE(ediv, 10);
    ltk.copy(parameters, 12);
    const changed = this.encryptionOf(link, 5000);
    const [status = 1] = await this.controller.command(command.encrypt, parameters);
    return status === 0 ? changed : status;
  }

  /** Waits until encryption of a link changed; 0 where it is on, else an HCI error code. `told` hears of it at the event. */
  encryptionOf(link: Link, milliseconds: number, told?: (status: number) => void): Promise<number> {
    return new Promise((resolve) => {
      const done = (status: number) => {
        clearTimeout(timer);
        this.controller.off('event', hear);
        link.off('end', done);
        told?.(status);
        resolve(status);
      };
      const hear = (code: number, parameters: Buffer) => {
        if (!encryptionEvents.includes(code) || parameters.length < 3) return;
        if ((parameters.readUInt16LE(1) & 0x0fff) === link.handle) done(parameters.readUInt8(0));
      };
      const timer = setTimeout(done, milliseconds, 0x08);
      this.controller.on('event', hear);
      link.once('end', done);
    });
  }

  async advertise(advertising: Advertising): Promise<void> {
    const { data, scanResponse } = advertising;
    await this.#must(command.advertisingParameters, advertisingAs(advertising));
    await this.#must(command.advertisingData, padded(data));
    await this.#must(command.scanResponseData, padded(scanResponse ?? Buffer.alloc(0)));
    await this.#must(command.advertise, Buffer.from([1]));
  }

  async stopAdvertising(): Promise<void> {
    if (!this.controller.closed) await this.controller.command(command.advertise, Buffer.from([0]));
  }

  async #prepare(): Promise<void> {
    await this.#must(command.reset);
    await this.#must(command.setEventMask, eventMasks.all);
    await this.#must(command.leSetEventMask, eventMasks.le);
    const classic = await this.controller.command(command.readBufferSize);
    const le = await this.controller.command(command.leReadBufferSize);
    if (classic.length >= 8)
      this.controller.pipe.hasRoom('classic', { size: classic.readUInt16LE(1), packets: classic.readUInt16LE(4) });
    if (le.length >= 4) this.controller.pipe.hasRoom('le', { size: le.readUInt16LE(1), packets: le.readUInt8(3) });
    await this.#must(command.setRandomAddress, this.own.address);
  }

  async #must(opcode: number, parameters?: Uint8Array): Promise<void> {
    const [status = 1] = await this.controller.command(opcode, parameters);
    if (status === 0) return;
    const named = `0x${opcode.toString(16).padStart(4, '0')}`;
    throw new NotObserved('tool-missing', `the Bluetooth adapter refused command ${named} with status ${status}`);
  }

  #hear(subevent: number, parameters: Buffer): void {
    if (subevent === meta.connected || subevent === meta.enhancedConnected) this.#connected(parameters);
    if (subevent === meta.keyRequest && parameters.length >= 12) void this.#answerKey(parameters);
  }

  #connected(parameters: Buffer): void {
    if (parameters.length < 12) return;
    const [status = 1] = parameters;
    const role = parameters.readUInt8(3) === 0 ? 'central' : 'peripheral';
    if (status !== 0) {
      this.#connecting.ended();
      return;
    }
    const handle = parameters.readUInt16LE(1) & 0x0fff;
    const type = (parameters.readUInt8(4) & 1) === 0 ? 'public' : 'random';
    const link = this.controller.pipe.open(handle, 'le');
    const made: LeLink = {
      link,
      peer: { address: Buffer.from(parameters.subarray(5, 11)), type },
      own: this.own,
      role,
    };
    if (role === 'central') answerSignals(link, (asked) => this.#update(link, asked));
    this.onLink(made);
    if (role === 'central') this.#connecting.ended(made);
  }

  // As a phone does, as long as an answer still comes within a second.
  #update(link: Link, asked: ConnectionParameters): boolean {
    if ((1 + asked.latency) * asked.most * 1.25 > slowest) return false;
    this.controller.command(command.updateConnection, updating(link.handle, asked)).catch(() => undefined);
    return true;
  }

  async #answerKey(parameters: Buffer): Promise<void> {
    const handle = parameters.subarray(0, 2);
    const key = this.keyFor(
      parameters.readUInt16LE(0) & 0x0fff,
      parameters.readUInt16LE(10),
      parameters.subarray(2, 10),
    );
    const [opcode, answer] = key ? [command.keyReply, Buffer.concat([handle, key])] : [command.keyRefusal, handle];
    // Where the adapter is gone there is nobody to tell.
    await this.controller.command(opcode, answer).catch(() => undefined);
  }
}
