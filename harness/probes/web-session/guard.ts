import type { BrowserContext, Dialog, Page, Target } from 'puppeteer-core';
import type { Recording } from './recording.ts';
import { Stopped } from './stopped.ts';

/** Most of each that one journey may meet before it is given up. */
export const bounds = { dialogs: 20, popups: 10, loads: 60 };

/** Keeps a page from holding the browser for ever: answers dialogs, closes popups, counts loads, ends steps in time. */
export class Guard {
  readonly #page: Page;
  readonly #context: BrowserContext;
  readonly #recording: Recording;
  readonly #counts = { dialogs: 0, popups: 0, loads: 0 };
  #stop: ((stopped: Stopped) => void) | undefined;
  #stopped: Stopped | undefined;

  constructor(page: Page, context: BrowserContext, recording: Recording) {
    this.#page = page;
    this.#context = context;
    this.#recording = recording;
    page.on('dialog', this.#dialog);
    page.on('framenavigated', this.#loaded);
    page.on('error', this.#crashed);
    context.on('targetcreated', this.#opened);
  }

  /** The page cannot be asked any more. */
  get gone(): boolean {
    return this.#stopped !== undefined || this.#page.isClosed();
  }

  /** @throws Stopped where a bound was reached since */
  check(): void {
    this.#tooManyWindows();
    if (this.#stopped !== undefined) throw this.#stopped;
  }

  /** What is done in the page, ended after so many milliseconds or at a bound. @throws Stopped */
  async within<T>(milliseconds: number, done: () => Promise<T>): Promise<T> {
    this.check();
    let timer: NodeJS.Timeout | undefined;
    const end = new Promise<never>((_, reject) => {
      this.#stop = reject;
      // A step that waits by itself says better what it waited for.
      timer = setTimeout(() => {
        this.#end(new Stopped('timed-out', `the page did not answer within ${milliseconds / 1000} s`));
      }, milliseconds + 6000);
    });
    try {
      return await Promise.race([done(), end]);
    } finally {
      clearTimeout(timer);
      this.#stop = undefined;
    }
  }

  end(): void {
    this.#page.off('dialog', this.#dialog);
    this.#page.off('framenavigated', this.#loaded);
    this.#page.off('error', this.#crashed);
    this.#context.off('targetcreated', this.#opened);
  }

  #end(stopped: Stopped): void {
    this.#stopped ??= stopped;
    this.#stop?.(this.#stopped);
  }

  #tooManyWindows(): void {
    if (this.#recording.windows > bounds.popups)
      this.#end(new Stopped('storm', `the page opened more than ${bounds.popups} windows`));
  }

  readonly #dialog = (dialog: Dialog): void => {
    this.#recording.say('dialog', `${dialog.type()}: ${dialog.message()}`);
    if (++this.#counts.dialogs > bounds.dialogs)
      this.#end(new Stopped('storm', `the page opened more than ${bounds.dialogs} dialogs`));
    // A person who does not know what it is about says no; leaving a page is not prevented.
    const answer = dialog.type() === 'beforeunload' ? dialog.accept() : dialog.dismiss();
    answer.catch(() => undefined);
  };

  readonly #opened = (target: Target): void => {
    const kind: string = target.type();
    if (kind !== 'page' || target.opener() === undefined) return;
    this.#tooManyWindows();
    if (++this.#counts.popups > 1)
      void target
        .page()
        .then((page) => page?.close())
        .catch(() => undefined);
  };

  readonly #loaded = (): void => {
    if (++this.#counts.loads > bounds.loads * Math.max(1, this.#recording.moment.step / 10))
      this.#end(
        new Stopped('storm', `the page and its frames went on to others by themselves more than ${bounds.loads} times`),
      );
  };

  readonly #crashed = (): void => {
    this.#recording.say('crash', 'the page crashed');
    this.#end(new Stopped('crashed', 'the page crashed, as it does when it takes too much memory'));
  };
}
