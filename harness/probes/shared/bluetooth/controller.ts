import { EventEmitter } from 'node:events';
import { NotObserved } from '../../../gather/probe.ts';
import { Pipe } from './acl.ts';
import { packetKind } from './h4.ts';
import { openTransport, type Transport } from './open-transport.ts';
import { Recording } from './recording.ts';

/** What a controller tells besides its answers to commands (Bluetooth Core, Vol 4 Part E 7.7). */
interface Told {
  readonly event: [code: number, parameters: Buffer];
  /** A Low Energy meta event: the code after the sub-event. */
  readonly leEvent: [subevent: number, parameters: Buffer];
  readonly close: [];
}

interface Waiting {
  readonly opcode: number;
  readonly packet: Buffer;
  readonly answered: (parameters: Buffer) => void;
  readonly failed: (error: Error) => void;
}

const codes = { commandComplete: 0x0e, commandStatus: 0x0f, hardwareError: 0x10, lowEnergy: 0x3e } as const;
/** A controller answers a command within a second (Vol 4 Part E 7.7.14); slow adapters are given more. */
const patience = 5000;
/** Commands that wait at most. */
const mostWaiting = 1000;

/**
 * The host's end of HCI: commands one after the other as the controller takes them, events, and the pipe for data. Everything
 * that passes is recorded.
 */
export class Controller extends EventEmitter<Told> {
  readonly recording: Recording;
  /** Data of the connections, as fast as the controller takes it. */
  readonly pipe: Pipe;
  readonly #transport: Transport;
  readonly #waiting: Waiting[] = [];
  #running: { readonly command: Waiting; readonly timer: NodeJS.Timeout; sent: boolean } | undefined;
  #credits = 1;
  #closed = false;
  #why = 'is gone';

  /** @throws NotObserved tool-missing where the adapter cannot be opened */
  static async open(adapter: string, recording: Recording = new Recording()): Promise<Controller> {
    return new Controller(await openTransport(adapter), recording);
  }

  constructor(transport: Transport, recording: Recording = new Recording()) {
    super();
    this.#transport = transport;
    this.recording = recording;
    this.pipe = new Pipe((packet) => this.#send(packet));
    // One host may have many connections, each of which listens.
    this.setMaxListeners(0);
    transport.on('data', (packet) => this.#take(packet));
    transport.on('close', () => this.#end());
  }

  get closed(): boolean {
    return this.#closed;
  }

  /**
   * Sends a command and waits for its answer.
   * @returns the return parameters of Command Complete, or the one octet of status of Command Status
   * @throws NotObserved where the controller does not answer
   */
  command(opcode: number, parameters: Uint8Array = Buffer.alloc(0)): Promise<Buffer> {
    const head = Buffer.from([packetKind.command, opcode & 0xff, opcode >> 8, parameters.length]);
    const packet = Buffer.concat([head, parameters]);
    return new Promise((answered, failed) => {
      if (this.#closed) failed(this.#gone());
      else if (this.#waiting.length >= mostWaiting) failed(unanswered(opcode));
      else this.#waiting.push({ opcode, packet, answered, failed });
      this.#next();
    });
  }

  close(): void {
    this.#transport.close();
    this.#end();
  }

  #next(): void {
    if (this.#running !== undefined) return;
    const command = this.#waiting.shift();
    if (command === undefined) return;
    // It runs from here on, so that a controller which takes no command for ever is told from one that is slow.
    const timer = setTimeout(() => {
      this.#running = undefined;
      command.failed(unanswered(command.opcode));
      this.#next();
    }, patience);
    this.#running = { command, timer, sent: false };
    this.#sendRunning();
  }

  #sendRunning(): void {
    if (this.#running === undefined || this.#running.sent || this.#credits === 0) return;
    this.#running.sent = true;
    this.#send(this.#running.command.packet);
  }

  #send(packet: Buffer): void {
    if (this.#closed) return;
    this.recording.add(packet, 'host');
    this.#transport.write(packet);
  }

  #take(packet: Buffer): void {
    if (this.#closed) return;
    this.recording.add(packet, 'controller');
    if (packet[0] === packetKind.acl) this.pipe.take(packet);
    if (packet[0] !== packetKind.event) return;
    const code = packet.readUInt8(1);
    const parameters = packet.subarray(3);
    if (code === codes.commandComplete && parameters.length >= 3)
      this.#answer(parameters.readUInt8(0), parameters.readUInt16LE(1), parameters.subarray(3));
    else if (code === codes.commandStatus && parameters.length >= 4)
      this.#answer(parameters.readUInt8(1), parameters.readUInt16LE(2), parameters.subarray(0, 1));
    // Only a reset would bring it back, and every connection is lost (7.7.16).
    else if (code === codes.hardwareError) {
      this.#why = `had a fault of its hardware (${parameters[0] ?? 0}): unplug it and plug it in again`;
      this.close();
      return;
    }
    this.pipe.hear(code, parameters);
    this.emit('event', code, parameters);
    const [subevent] = parameters;
    if (code === codes.lowEnergy && subevent !== undefined) this.emit('leEvent', subevent, parameters.subarray(1));
  }

  #answer(credits: number, opcode: number, parameters: Buffer): void {
    this.#credits = credits;
    if (this.#running?.sent === true && this.#running.command.opcode === opcode) {
      const { command, timer } = this.#running;
      clearTimeout(timer);
      this.#running = undefined;
      command.answered(parameters);
    }
    this.#next();
    this.#sendRunning();
  }

  #gone(): NotObserved {
    return new NotObserved('tool-missing', `the Bluetooth adapter ${this.#why}`);
  }

  #end(): void {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#running !== undefined) clearTimeout(this.#running.timer);
    const left = [...(this.#running === undefined ? [] : [this.#running.command]), ...this.#waiting.splice(0)];
    this.#running = undefined;
    for (const { failed } of left) failed(this.#gone());
    this.pipe.end();
    this.emit('close');
  }
}

const unanswered = (opcode: number) => {
  const name = `0x${opcode.toString(16).padStart(4, '0')}`;
  return new NotObserved('timed-out', `the Bluetooth adapter did not answer command ${name}`);
};
