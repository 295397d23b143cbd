import { setTimeout as sleep } from 'node:timers/promises';
import type { BlePairingObservation, Lateness } from '../../../schemas/types.ts';
import type { Observing } from '../../gather/probe.ts';
import { byHand, sixFigures } from '../shared/bluetooth/by-hand.ts';
import { freshAddress } from '../shared/bluetooth/le-commands.ts';
import type { LeHost, LeLink } from '../shared/bluetooth/low-energy.ts';
import { pairAndRead, type ReadPairing } from '../shared/bluetooth/pairing-exchange.ts';
import { Recording } from '../shared/bluetooth/recording.ts';
import type { PairingExchange } from '../shared/bluetooth/smp-analysis.ts';
import type { Bond, PairingWishes } from '../shared/bluetooth/smp-initiator.ts';
import type { PairingFeatures } from '../shared/bluetooth/smp-pdu.ts';
import { meet, stranger, type UnitOnAir } from '../shared/bluetooth/unit-on-air.ts';
import type { Hands } from '../shared/hands.ts';
import { watched } from '../shared/lateness.ts';

export type Attempt = BlePairingObservation['attempts'][number];

/** One attempt to pair: when, as whom, and with what. */
export interface Plan {
  readonly state: Attempt['state'];
  readonly wishes: PairingWishes;
  /** The bench's address; one that the unit has never met where absent. */
  readonly address?: Buffer;
  readonly by?: Attempt['by'];
  /** Done when the link stands, right before the pairing: the declared act, or a wait after it. */
  readonly first?: () => Promise<void>;
  /** Milliseconds for which a request of the unit is waited for. */
  readonly wait?: number;
  readonly passkey?: { readonly from: NonNullable<Attempt['passkey']>; readonly value?: string };
  /** Who says that two numbers are equal, should the unit compare them; both sides where absent. */
  readonly confirmed?: NonNullable<Attempt['confirmed']>;
}

/** What an attempt left with the bench. */
export interface Kept {
  readonly row: Attempt;
  readonly bond: Bond | undefined;
  readonly address: Buffer;
  readonly shown: string | undefined;
}

/** The attempts to pair with one unit, and what became of the owner's key. */
export class Attempts {
  readonly unit: UnitOnAir;
  readonly observing: Observing;
  readonly hands: Hands;
  readonly rows: Attempt[] = [];
  readonly returns: BlePairingObservation['returns'] = [];
  #acted: number | undefined;
  /** How late the bench was while the window passed. */
  #late: Lateness | undefined;
  #began = 0;

  constructor(unit: UnitOnAir, { observing, hands }: { readonly observing: Observing; readonly hands: Hands }) {
    this.unit = unit;
    this.observing = observing;
    this.hands = hands;
  }

  /** Does the declared act, and starts the clock. */
  readonly act = async (): Promise<void> => {
    await this.hands.do(this.unit.unit, 'pairing');
    this.#acted = performance.now();
  };

  /** Waits until so many seconds of the unit's clock have passed since the act. */
  async untilAfterAct(seconds: number): Promise<void> {
    const passed = performance.now() - (this.#acted ?? performance.now());
    // A timer may be a moment early.
    const left = (seconds * 1000) / this.unit.clockSpeed - passed + 5;
    const { signal } = this.observing;
    this.#late = (await watched(() => sleep(Math.max(0, left), undefined, { signal }))).lateness;
  }

  /** Connects and pairs; a unit that takes connections only after the act is met after it. */
  async attempt(plan: Plan): Promise<Kept> {
    const recording = new Recording();
    const { address = freshAddress(), first } = plan;
    this.observing.signal.throwIfAborted();
    const host = await stranger(this.unit, { recording, address, signal: this.observing.signal });
    try {
      let link = await this.#meet(host);
      await first?.();
      link ??= first === undefined ? undefined : await this.#meet(host);
      if (link === undefined) return { ...this.#note(plan, undefined, recording), address };
      if (plan.wait !== undefined) await sleep(plan.wait, undefined, { signal: this.observing.signal });
      this.#began = performance.now();
      const shown: { passkey?: string } = {};
      const confirm = plan.confirmed === 'bench-alone' ? () => Promise.resolve(true) : this.#atUnit.confirm;
      const pairing = await pairAndRead(host, link, { ...plan.wishes, confirm, passkey: this.#passkey(plan, shown) });
      await host.disconnect(link);
      return { ...this.#note(plan, pairing, recording), address, shown: shown.passkey };
    } finally {
      host.close();
    }
  }

  /** The owner's host comes back with its key. */
  async comeBack({ bond, address }: Kept, after: BlePairingObservation['returns'][number]['after']): Promise<void> {
    if (bond === undefined) return;
    const host = await stranger(this.unit, { recording: new Recording(), address, signal: this.observing.signal });
    try {
      const { value, lateness } = await watched(async () => {
        const link = await this.#meet(host);
        return { link, encrypted: link !== undefined && (await host.encrypt(link, bond.key)) === 0 };
      });
      const { link, encrypted } = value;
      const { unit } = this.unit;
      const seen = { connected: link !== undefined, encrypted, ...(encrypted ? {} : { lateness }) };
      this.returns.push({ id: `${unit}/${after}`, unit, after, ...seen });
      if (link !== undefined) await host.disconnect(link);
    } finally {
      host.close();
    }
  }

  #meet(host: LeHost): Promise<LeLink | undefined> {
    return meet(host, this.unit, { signal: this.observing.signal });
  }

  get #atUnit() {
    return byHand(this.hands, this.unit.unit);
  }

  #passkey({ passkey }: Plan, shown: { passkey?: string }) {
    return async () => {
      if (passkey?.value !== undefined) return Number(passkey.value);
      const read = await this.#atUnit.passkey();
      if (read !== undefined) shown.passkey = sixFigures(read);
      return read;
    };
  }

  #note(plan: Plan, pairing: ReadPairing | undefined, recording: Recording): Omit<Kept, 'address'> {
    const { unit, clockSpeed } = this.unit;
    const inWindow = plan.state !== 'normal' && plan.state !== 'bonded' && this.#acted !== undefined;
    const seconds = ((this.#began - (this.#acted ?? 0)) / 1000) * clockSpeed;
    const row: Attempt = {
      ...{ id: `${unit}/${this.rows.length + 1}`, unit, state: plan.state, by: plan.by ?? 'stranger' },
      ...exchangeFacts(pairing),
      ...passkeyFacts(plan, pairing),
      ...(pairing?.exchange?.method === 'numeric-comparison' ? { confirmed: plan.confirmed ?? 'both' } : {}),
      ...(inWindow ? { secondsAfterAct: Math.round(seconds * 10) / 10 } : {}),
      ...(plan.state === 'after-window' && this.#late !== undefined ? { lateness: this.#late } : {}),
      recording: this.observing.attach(recording.bytes()),
    };
    this.rows.push(row);
    return { row, bond: pairing?.bond, shown: undefined };
  }
}

const outcomes = { keys: 'keys', failed: 'refused', unfinished: 'unfinished' } as const;

// What the bench itself gave up is no refusal of the unit.
const outcomeOf = ({ outcome, failedBy }: PairingExchange) =>
  failedBy === 'initiator' ? 'unfinished' : outcomes[outcome];

type Read = Pick<Attempt, 'outcome' | 'encrypted'> & Partial<Attempt>;

function exchangeFacts(pairing: ReadPairing | undefined): Read {
  if (pairing === undefined) return { outcome: 'not-connected', encrypted: false };
  const { exchange, encrypted, asked } = pairing;
  if (exchange === undefined) return { outcome: 'unanswered', encrypted, asked };
  const { request, response, protocol, method, keySize, failure } = exchange;
  const answered = response !== undefined || failure !== undefined;
  return {
    outcome: answered ? outcomeOf(exchange) : 'unanswered',
    ...{ encrypted, asked },
    ...(request && { offer: featuresOf(request) }),
    ...(response && { answer: featuresOf(response) }),
    ...(protocol && response && { protocol }),
    ...(method && response && { method }),
    ...(keySize === undefined ? {} : { keySize }),
    ...(failure === undefined ? {} : { failure }),
  };
}

const featuresOf = ({ ioCapability, oob, bonding, mitm, secureConnections, keySize }: PairingFeatures) => ({
  ...{ ioCapability, oob, bonding, mitm, secureConnections, keySize },
});

function passkeyFacts({ passkey }: Plan, pairing: ReadPairing | undefined): Partial<Attempt> {
  if (pairing?.exchange?.method !== 'passkey' || passkey === undefined) return {};
  const { from, value } = passkey;
  return { passkey: from, ...(value === undefined ? {} : { tried: value }) };
}
