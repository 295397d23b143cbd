import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext } from 'puppeteer';
import type { Observing } from '../../gather/probe.ts';
import { openBrowser } from '../shared/browser.ts';
import { Recorder } from './recorder.ts';
import { Recording } from './recording.ts';
import { trustedKeys } from './trusted-keys.ts';

/** A fresh browser context with its recording. */
export interface Room {
  readonly context: BrowserContext;
  readonly recording: Recording;
  readonly close: () => Promise<void>;
}

interface Opened {
  readonly browser: Browser;
  readonly recorder: Recorder;
}

/** One browser for all journeys of one part, opened when it is first needed and again where it broke. */
export class Laboratory {
  readonly #observing: Observing;
  readonly #origin: URL;
  readonly folder = mkdtempSync(join(tmpdir(), 'toymark-web-'));
  #opened: Promise<Opened> | undefined;
  #keys: Promise<readonly string[]> | undefined;

  constructor(observing: Observing, origin: URL) {
    this.#observing = observing;
    this.#origin = origin;
  }

  async browser(): Promise<Browser> {
    return (await this.#open()).browser;
  }

  async room(): Promise<Room> {
    const { browser, recorder } = await this.#open();
    const context = await browser.createBrowserContext({ downloadBehavior: { policy: 'deny' } });
    const recording = new Recording();
    recorder.record(context.id ?? '', recording);
    const close = async () => {
      recorder.forget(context.id ?? '');
      await this.#closed(() => context.close(), browser);
    };
    return { context, recording, close };
  }

  async close(): Promise<void> {
    const opened = await this.#opened?.catch(() => undefined);
    if (opened !== undefined) await this.#closed(() => opened.browser.close(), opened.browser);
    rmSync(this.folder, { recursive: true, force: true });
  }

  // Whoever comes while the browser is being opened waits for the same one.
  async #open(): Promise<Opened> {
    this.#opened ??= this.#start();
    const waited = this.#opened;
    const opened = await waited;
    if (opened.browser.connected) return opened;
    if (this.#opened === waited) this.#opened = this.#start();
    return this.#opened;
  }

  async #start(): Promise<Opened> {
    this.#keys ??= trustedKeys(this.#observing, this.#origin);
    const browser = await openBrowser({ names: this.#observing.bench.names ?? {}, trustedKeys: await this.#keys });
    this.#observing.signal.addEventListener('abort', () => {
      this.#abandon(browser);
    });
    const recorder = new Recorder(browser);
    await recorder.start();
    return { browser, recorder };
  }

  // A page that computes for ever does not hear that it is to close; its browser does not survive it.
  async #closed(close: () => Promise<void>, browser: Browser): Promise<void> {
    const patience = setTimeout(() => {
      this.#abandon(browser);
    }, 3000);
    await close().catch(() => undefined);
    clearTimeout(patience);
  }

  #abandon(browser: Browser): void {
    browser.process()?.kill('SIGKILL');
  }
}
