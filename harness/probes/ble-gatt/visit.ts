import type { Observing } from '../../gather/probe.ts';
import { AttClient, type Answer, type Pushed } from '../shared/bluetooth/att.ts';
import type { LeHost, LeLink } from '../shared/bluetooth/low-energy.ts';
import { meet, type UnitOnAir } from '../shared/bluetooth/unit-on-air.ts';

/** Prepares a link that was made again: encrypts it, for instance. */
type Resume = (link: LeLink) => Promise<void>;

/** Links that may be lost in one visit, before what is left counts as unanswered. */
const patience = 8;

/**
 * The bench as one host that asks a unit. A link that the unit ends, or on which it falls silent, is made anew, since nothing
 * may be asked after a silence (Bluetooth Core, Vol 3 Part F 3.3.3); after some of them nothing more is asked.
 */
export class Visit {
  readonly host: LeHost;
  readonly #unit: UnitOnAir;
  readonly #signal: AbortSignal;
  readonly #resume: Resume;
  readonly pushed: Pushed[] = [];
  link: LeLink;
  #client: AttClient;
  #lost = 0;

  constructor(
    { host, link }: { readonly host: LeHost; readonly link: LeLink },
    {
      unit,
      signal,
      resume,
    }: { readonly unit: UnitOnAir; readonly signal: Observing['signal']; readonly resume?: Resume },
  ) {
    this.host = host;
    this.link = link;
    this.#unit = unit;
    this.#signal = signal;
    this.#resume = resume ?? (() => Promise.resolve());
    this.#client = this.#clientOn(link);
  }

  /** The client of the present link; another after a link was lost. */
  get client(): AttClient {
    return this.#client;
  }

  get gaveUp(): boolean {
    return this.#lost >= patience;
  }

  async ask(code: number, ...parts: readonly Uint8Array[]): Promise<Answer> {
    this.#signal.throwIfAborted();
    if (this.gaveUp) return { kind: 'silent' };
    if (this.#client.ended && !(await this.#again())) return { kind: 'ended' };
    const answer = await this.#client.request(code, ...parts);
    if (answer.kind === 'silent') await this.host.disconnect(this.link);
    return answer;
  }

  /** Sends what is never answered; false where there is nobody to send it to. */
  async tell(code: number, ...parts: readonly Uint8Array[]): Promise<boolean> {
    this.#signal.throwIfAborted();
    if (this.gaveUp || (this.#client.ended && !(await this.#again()))) return false;
    this.#client.command(code, ...parts);
    return true;
  }

  async leave(): Promise<void> {
    try {
      await this.host.disconnect(this.link);
    } finally {
      this.host.close();
    }
  }

  async #again(): Promise<boolean> {
    this.#lost++;
    const link = await meet(this.host, this.#unit, { signal: this.#signal });
    if (link === undefined) {
      this.#lost = patience;
      return false;
    }
    this.link = link;
    await this.#resume(link);
    this.#client = this.#clientOn(link);
    await this.#client.agreeMtu();
    return true;
  }

  #clientOn(link: LeLink): AttClient {
    const client = new AttClient(link.link);
    client.onPushed = (pushed) => {
      if (this.pushed.length < 10_000) this.pushed.push(pushed);
    };
    return client;
  }
}
