import { setTimeout as sleep } from 'node:timers/promises';
import { AttClient, att, attChannel, word } from '../shared/bluetooth/att.ts';
import { freshAddress } from '../shared/bluetooth/le-commands.ts';
import type { LeHost, LeLink } from '../shared/bluetooth/low-energy.ts';
import { smpChannel } from '../shared/bluetooth/smp-session.ts';
import { meet, type UnitOnAir } from '../shared/bluetooth/unit-on-air.ts';
import type { BleMalformedInputObservation } from '../../../schemas/types.ts';
import type { Layer, Message } from './corpus/message.ts';

export type Answer = BleMalformedInputObservation['messages'][number]['answer'];

const channels: Readonly<Record<Layer, number>> = { l2cap: 0x0005, att: attChannel, smp: smpChannel };
/** Milliseconds for which an answer is waited for: long enough for one, too short to hold up the corpus at silence. */
const patience = { least: 25, most: 1000 } as const;
const primaryServices = 0x2800;

/** The bench as a stranger who comes to a unit again and again, each time under an address that nobody has met. */
export class Stranger {
  readonly host: LeHost;
  readonly #unit: UnitOnAir;
  readonly #signal: AbortSignal;
  /** Milliseconds that the quickest answer to a valid request took. */
  #quickest = Infinity;

  constructor(host: LeHost, { unit, signal }: { readonly unit: UnitOnAir; readonly signal: AbortSignal }) {
    this.host = host;
    this.#unit = unit;
    this.#signal = signal;
  }

  /** A new link to the unit; undefined where none came about. */
  async come(address: Buffer = freshAddress()): Promise<LeLink | undefined> {
    await this.host.takeAddress(address);
    return meet(this.host, this.#unit, { signal: this.#signal });
  }

  /** A new link on which a valid request was just answered; undefined where none was. */
  async comeAndAsk(): Promise<LeLink | undefined> {
    const link = await this.come();
    if (link === undefined) return undefined;
    const begun = performance.now();
    // Every server knows this request, and has at least its own name to tell of (Vol 3 Part G 4.4.1).
    const asked = [word(1), word(0xffff), word(primaryServices)];
    const answer = await new AttClient(link.link).request(att.readByGroup, ...asked);
    if (answer.kind === 'response' || answer.kind === 'error') {
      this.#quickest = Math.min(this.#quickest, performance.now() - begun);
      return link;
    }
    await this.host.disconnect(link);
    return undefined;
  }

  /** Sends a message, says what came of it, and leaves. */
  async deliver(link: LeLink, { layer, frames }: Message): Promise<Answer> {
    if (link.link.ended !== undefined) return 'not-connected';
    const heard = { answered: false, left: false };
    const listen = (channel: number) => {
      heard.answered ||= channel === channels[layer];
    };
    link.link.on('frame', listen);
    link.link.once('end', () => (heard.left = true));
    for (const frame of frames) link.link.sendRaw(frame);
    const end = performance.now() + Math.min(patience.most, Math.max(patience.least, 10 * this.#quickest));
    while (!heard.answered && !heard.left && performance.now() < end) await sleep(2);
    link.link.off('frame', listen);
    // What this side ends is no answer.
    const { answered, left } = heard;
    await this.host.disconnect(link);
    if (answered) return 'answered';
    return left ? 'disconnected' : 'silent';
  }
}
