import { setTimeout as sleep } from 'node:timers/promises';
import type { Peer } from './advertisement.ts';
import type { Controller } from './controller.ts';
import { command, connecting } from './le-commands.ts';
import type { LeLink } from './low-energy.ts';

/** Milliseconds after which an attempt that was called off is over even where the controller does not say so. */
const calledOff = 1000;

/** The connections that one host begins, one after the other. */
export class Connecting {
  readonly #controller: Controller;
  // Told of the outcome of the attempt that is under way.
  #opened: (made?: LeLink) => void = () => undefined;

  constructor(controller: Controller) {
    this.#controller = controller;
  }

  /** The controller told of a connection that this host began, or that none came about. */
  ended(made?: LeLink): void {
    this.#opened(made);
  }

  /**
   * Connects to whoever advertises under this address. Where a controller gives up at once, it is asked again.
   * @returns undefined where nobody came within the time
   */
  async connect(peer: Peer, milliseconds: number): Promise<LeLink | undefined> {
    const end = performance.now() + milliseconds;
    do {
      const link = await this.#once(peer, end - performance.now());
      if (link !== undefined) return link;
      await sleep(Math.max(0, Math.min(20, end - performance.now())));
    } while (performance.now() < end && !this.#controller.closed);
    return undefined;
  }

  async #once(peer: Peer, milliseconds: number): Promise<LeLink | undefined> {
    const outcome = await this.#ask(command.connect, connecting(peer), milliseconds);
    if (outcome !== 'late' || this.#controller.closed) return linkOf(outcome);
    // The end of the attempt is an event of its own, or a link that was made just then (Vol 4 Part E 7.8.13).
    return linkOf(await this.#ask(command.cancelConnect, Buffer.alloc(0), calledOff));
  }

  /** Sends a command that is followed by an event about a connection, and waits for that. */
  async #ask(opcode: number, parameters: Buffer, milliseconds: number): Promise<Outcome> {
    const before = this.#opened;
    let stop: (outcome?: Outcome) => void = () => undefined;
    const told = new Promise<Outcome>((resolve) => {
      const timer = setTimeout(() => stop('late'), milliseconds);
      stop = (outcome) => {
        clearTimeout(timer);
        this.#opened = before;
        resolve(outcome);
      };
      this.#opened = stop;
    });
    const answer = this.#controller.command(opcode, parameters);
    answer.catch(() => stop());
    const [status = 1] = await answer;
    if (status !== 0) stop();
    return told;
  }
}

/** A link, none, or nothing in time. */
type Outcome = LeLink | 'late' | undefined;

const linkOf = (outcome: Outcome): LeLink | undefined => (outcome === 'late' ? undefined : outcome);
