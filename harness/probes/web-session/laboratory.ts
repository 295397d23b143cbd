import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page, Target } from 'puppeteer-core';
import type { Observing } from '../../gather/probe.ts';
import { openBrowser } from '../shared/browser.ts';
import { atMost } from './at-most.ts';
import { Places } from './places.ts';
import { Recorder } from './recorder.ts';
import { Recording } from './recording.ts';
import { trustedKeys } from './trusted-keys.ts';

/** A fresh browser context with an empty page, and its recording. */
export interface Room {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly recording: Recording;
  /** Called when the visitor has gone; whoever comes next waits for nothing. */
  readonly close: () => void;
}

interface Opened {
  readonly browser: Browser;
  readonly recorder: Recorder;
  /** Those who are in it now. */
  visitors: number;
  /** A page in it does not hear any more: nobody enters it, and it ends with the last who is in it. */
  stuck: boolean;
}

interface Entered extends Omit<Room, 'close'> {
  readonly opened: Opened;
}

/** Visitors at once; more would only take the machine from each other. */
const mostVisitors = 6;

/** Milliseconds that a page or a browser may take to close. */
const patience = 3000;

/** One browser for all journeys of one part, opened when it is first needed and again where it broke. */
export class Laboratory {
  readonly #observing: Observing;
  readonly #origin: URL;
  readonly folder = mkdtempSync(join(tmpdir(), 'toymark-web-'));
  readonly #all = new Set<Opened>();
  readonly #places = new Places(mostVisitors);
  readonly #leaving = new Set<Promise<void>>();
  #opened: Promise<Opened> | undefined;
  #next: Promise<Entered> | undefined;
  #keys: Promise<readonly string[]> | undefined;
  readonly #abandonAll = (): void => {
    for (const opened of this.#all) abandon(opened);
  };

  constructor(observing: Observing, origin: URL) {
    this.#observing = observing;
    this.#origin = origin;
    observing.signal.addEventListener('abort', this.#abandonAll);
  }

  async browser(): Promise<Browser> {
    return (await this.#open()).browser;
  }

  /** An empty browser for one visitor, who sees nothing of any other. Whoever has one waits for no second. */
  async room(): Promise<Room> {
    await this.#places.take();
    try {
      const { opened, context, page, recording } = (await this.#prepared()) ?? (await this.#enter());
      this.#prepare();
      let isLeft = false;
      const close = () => {
        if (isLeft) return;
        isLeft = true;
        const leaving = this.#leave(opened, context).finally(() => this.#leaving.delete(leaving));
        this.#leaving.add(leaving);
      };
      return { context, page, recording, close };
    } catch (error) {
      this.#places.giveBack();
      throw error;
    }
  }

  // Whoever comes next finds theirs ready; until then nobody is in it.
  #prepare(): void {
    this.#next ??= this.#enter().then((entered) => {
      entered.opened.visitors--;
      return entered;
    });
    this.#next.catch(() => undefined);
  }

  // Not where its browser broke meanwhile.
  async #prepared(): Promise<Entered | undefined> {
    const next = this.#next;
    this.#next = undefined;
    const entered = await next?.catch(() => undefined);
    if (entered === undefined || entered.opened.stuck || !entered.opened.browser.connected) return undefined;
    entered.opened.visitors++;
    return entered;
  }

  async #enter(): Promise<Entered> {
    const opened = await this.#open();
    opened.visitors++;
    try {
      const context = await opened.browser.createBrowserContext({ downloadBehavior: { policy: 'deny' } });
      const recording = new Recording();
      opened.recorder.record(context.id ?? '', recording);
      return { opened, context, recording, page: await context.newPage() };
    } catch (error) {
      opened.visitors--;
      throw error;
    }
  }

  async close(): Promise<void> {
    this.#observing.signal.removeEventListener('abort', this.#abandonAll);
    await this.#next?.catch(() => undefined);
    await this.#opened?.catch(() => undefined);
    await Promise.all(this.#leaving);
    for (const opened of this.#all) {
      if (!(await closes(() => opened.browser.close()))) abandon(opened);
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  // Whoever comes while the browser is being opened waits for the same one.
  async #open(): Promise<Opened> {
    this.#observing.signal.throwIfAborted();
    this.#opened ??= this.#start();
    const waited = this.#opened;
    const opened = await waited;
    if (opened.browser.connected && !opened.stuck) return opened;
    if (this.#opened === waited) this.#opened = this.#start();
    return this.#opened;
  }

  async #start(): Promise<Opened> {
    this.#keys ??= trustedKeys(this.#observing, this.#origin);
    const { names = {}, browser: wanted } = this.#observing.bench;
    const browser = await openBrowser({ names, trustedKeys: await this.#keys, light: wanted === 'light' });
    const recorder = new Recorder(browser);
    const opened: Opened = { browser, recorder, visitors: 0, stuck: false };
    this.#all.add(opened);
    if (this.#observing.signal.aborted) abandon(opened);
    await recorder.start();
    return opened;
  }

  // A page that computes for ever does not hear that it is to close. Its process ends; where that does not help, others go
  // on in another browser, and nobody who is in this one is disturbed.
  async #leave(opened: Opened, context: BrowserContext): Promise<void> {
    const { browser, recorder } = opened;
    recorder.forget(context.id ?? '');
    const closing = context.close();
    if (!(await closes(() => closing))) {
      await crash(context);
      opened.stuck = !(await closes(() => closing));
    }
    opened.visitors--;
    if (opened.visitors === 0 && opened.stuck && browser.connected) abandon(opened);
    this.#places.giveBack();
  }
}

/** Whether something closed in time. */
const closes = (close: () => Promise<void>): Promise<boolean> =>
  atMost(
    patience,
    close().then(
      () => true,
      () => true,
    ),
    false,
  );

// The browser itself ends the process of a page, whatever that computes (Page.crash of the Chrome DevTools Protocol).
async function crash(context: BrowserContext): Promise<void> {
  const kindOf = (target: Target): string => target.type();
  const pages = context.targets().filter((target) => kindOf(target) === 'page');
  await atMost<unknown>(
    patience,
    Promise.all(
      pages.map(async (target) => {
        const session = await target.createCDPSession();
        await session.send('Page.crash').catch(() => undefined);
      }),
    ),
    undefined,
  );
}

const abandon = ({ browser }: Opened): void => {
  browser.process()?.kill('SIGKILL');
};
