import { setTimeout as sleep } from 'node:timers/promises';
import type { Lateness, LoginAttemptsObservation } from '../../../schemas/types.ts';
import type { Pair } from '../shared/http-session.ts';
import { watched } from '../shared/lateness.ts';
import type { Tried, TryLogin } from './dialogue.ts';

export type Attempt = LoginAttemptsObservation['attempts'][number];
export type Series = Attempt['series'];

interface Recording {
  readonly login: string;
  readonly tryLogin: TryLogin;
  readonly perSecond: number;
  /** An answer that took this long or longer, without what the bench itself was late, was delayed. */
  readonly delaySeconds: number;
  readonly signal: AbortSignal;
}

export interface Step extends Tried {
  readonly outcome: Attempt['outcome'];
  /** Where it took long, and the bench itself was late meanwhile. */
  readonly lateness?: Lateness;
}

/** Tries logins at a bounded pace and writes down each without what was typed in. */
export class Transcript {
  readonly attempts: Attempt[] = [];
  readonly #recording: Recording;
  readonly #begun = new Map<Series, number>();
  #next = 0;
  #usual: string | undefined;

  constructor(recording: Recording) {
    this.#recording = recording;
  }

  async attempt(series: Series, pair: Pair, candidate?: string): Promise<Step> {
    const { tryLogin, signal, perSecond, login } = this.#recording;
    const wait = this.#next - performance.now();
    if (wait > 0) await sleep(wait, undefined, { signal }).catch(() => undefined);
    signal.throwIfAborted();
    const started = performance.now();
    this.#next = started + 1000 / perSecond;
    const { value: tried, lateness } = await watched(() => tryLogin(pair));
    signal.throwIfAborted();
    const outcome = this.#weigh(tried, lateness);
    const late = this.#isSlow(tried) && lateness.lateMilliseconds > 0 ? { lateness } : {};
    const begun = this.#begun.get(series) ?? started;
    this.#begun.set(series, begun);
    const number = this.attempts.filter((attempt) => attempt.series === series).length + 1;
    this.attempts.push({
      ...{ id: `${login}/${series}-${String(number)}`, login, series, number, outcome },
      ...(candidate === undefined ? {} : { candidate }),
      ...(tried.status === undefined ? {} : { status: tried.status }),
      atMilliseconds: Math.round(started - begun),
      milliseconds: tried.milliseconds,
      ...late,
    });
    return { ...tried, outcome, ...late };
  }

  #isSlow({ milliseconds }: Pick<Tried, 'milliseconds'>): boolean {
    return milliseconds >= this.#recording.delaySeconds * 1000;
  }

  #weigh(tried: Tried, { lateMilliseconds }: Lateness): Attempt['outcome'] {
    if (tried.accepted) return 'accepted';
    if (!tried.answered) return 'no-answer';
    if (tried.instead !== undefined) return tried.instead;
    const told = wordsSay(tried.words ?? '');
    // A page may always mention a lock or a code; only what the first refusal did not say is news.
    this.#usual ??= told ?? '';
    if (told !== undefined && told !== this.#usual) return told;
    return this.#isSlow({ milliseconds: tried.milliseconds - lateMilliseconds }) ? 'delayed' : 'refused';
  }
}

const lockWords = /too many|locked|try again (?:later|in|after)|temporarily|blocked|rate.?limit|wait \d+/i;
const challengeWords = /captcha|challenge|prove (?:that )?you|not a robot|verification code|one.time code/i;

function wordsSay(words: string): 'locked' | 'challenged' | undefined {
  if (challengeWords.test(words)) return 'challenged';
  return lockWords.test(words) ? 'locked' : undefined;
}
