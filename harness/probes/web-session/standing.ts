import type { JourneyStep } from '../../../schemas/types.ts';
import type { Moment, Phase } from './recording.ts';

export type Mark = NonNullable<JourneyStep['marks']>[number];

/** Where a family stands: what it was told, what it agreed to, and whether it allowed sharing. */
export class Standing {
  #phase: Phase;
  #sharing: boolean;

  constructor(phase: Phase = 'before-notice', sharing = false) {
    this.#phase = phase;
    this.#sharing = sharing;
  }

  get phase(): Phase {
    return this.#phase;
  }

  get sharing(): boolean {
    return this.#sharing;
  }

  moment(step: number): Moment {
    return { step, phase: this.#phase, sharing: this.#sharing };
  }

  reach(mark: Mark): void {
    if (mark === 'notice-shown' && this.#phase === 'before-notice') this.#phase = 'before-consent';
    if (mark === 'consent-given') this.#phase = 'after-consent';
    if (mark === 'consent-withdrawn') [this.#phase, this.#sharing] = ['after-withdrawal', false];
    if (mark === 'sharing-allowed') this.#sharing = true;
    if (mark === 'sharing-ended') this.#sharing = false;
  }
}
