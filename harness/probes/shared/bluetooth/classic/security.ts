import type { Controller } from '../controller.ts';
import { addressText } from '../smp-analysis.ts';
import { command, event } from './classic-commands.ts';
import type { ClassicPairings } from './classic-pairings.ts';

/** How a host answers what a pairing asks of it. */
export interface SecurityManners {
  readonly simplePairing: boolean;
  /** Number of the capability: 0 displays, 1 displays and confirms, 2 types, 3 has neither (7.1.29). */
  readonly ioCapability: number;
  /** Authentication requirements (7.1.29): 0 to 5. */
  readonly authentication: number;
  /** Whether it takes part in a pairing at all, and says yes to a number. */
  readonly pairs: (address: string) => boolean;
  readonly pin: (address: string) => string | undefined;
}

/** A key that both sides keep, and how it was agreed (7.7.24). */
export interface LinkKey {
  readonly key: Buffer;
  readonly type: number;
}

/** Answers the requests of a controller about keys, PINs and numbers, and keeps the keys. */
export class Security {
  readonly keys = new Map<string, LinkKey>();
  readonly #controller: Controller;
  readonly #pairings: ClassicPairings;
  readonly #manners: SecurityManners;

  constructor(controller: Controller, pairings: ClassicPairings, manners: SecurityManners) {
    this.#controller = controller;
    this.#pairings = pairings;
    this.#manners = manners;
    controller.on('event', (code, parameters) => this.#hear(code, parameters));
  }

  #hear(code: number, parameters: Buffer): void {
    this.#pairings.event(code, parameters);
    if (parameters.length < 6) return;
    const octets = parameters.subarray(0, 6);
    const address = addressText(octets);
    if (code === event.linkKeyRequest) this.#key(address, octets);
    else if (code === event.pinRequest) this.#pin(address, octets);
    else if (code === event.ioRequest) this.#capability(address, octets);
    else if (code === event.confirmationRequest)
      this.#send(this.#manners.pairs(address) ? command.confirm : command.refuseConfirm, octets);
    else if (code === event.passkeyRequest) this.#send(command.passkeyRefusal, octets);
    else if (code === event.linkKeyNotification && parameters.length >= 23)
      this.keys.set(address, { key: Buffer.from(parameters.subarray(6, 22)), type: parameters[22] ?? 0 });
  }

  #key(address: string, octets: Buffer): void {
    const known = this.keys.get(address);
    if (known === undefined) this.#send(command.linkKeyRefusal, octets);
    else this.#send(command.linkKeyReply, octets, known.key);
  }

  #pin(address: string, octets: Buffer): void {
    const pin = this.#manners.pairs(address) ? this.#manners.pin(address) : undefined;
    if (pin === undefined) {
      this.#send(command.pinRefusal, octets);
      return;
    }
    const text = Buffer.alloc(17);
    text[0] = Math.min(16, pin.length);
    text.write(pin.slice(0, 16), 1, 'latin1');
    this.#send(command.pinReply, octets, text);
  }

  #capability(address: string, octets: Buffer): void {
    const { pairs, ioCapability, authentication } = this.#manners;
    if (pairs(address)) this.#send(command.ioReply, octets, Buffer.from([ioCapability, 0, authentication]));
    // Pairing not allowed (Vol 1 Part F, 0x18).
    else this.#send(command.ioRefusal, octets, Buffer.from([0x18]));
  }

  // Nobody waits for the answer; that the controller is gone is told elsewhere.
  #send(opcode: number, octets: Buffer, more: Uint8Array = Buffer.alloc(0)): void {
    const body = Buffer.concat([octets, more]);
    this.#pairings.command(opcode, body);
    this.#controller.command(opcode, body).catch(() => undefined);
  }
}
