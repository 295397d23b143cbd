import type { Page } from 'puppeteer-core';
import { atMost, pause } from './at-most.ts';
import type { Recording } from './recording.ts';

/** Bounds of a wait for a page, in milliseconds. */
export interface Waiting {
  /** So long nothing was asked for at the end. */
  readonly quiet: number;
  /** So long it is waited at most. */
  readonly most: number;
}

/** Milliseconds without a request after a step, and so long it is waited for. */
export const rest: Waiting = { quiet: 25, most: 2500 };

/**
 * Waits until a page has come to rest: nothing is being loaded or asked for, and since the last of it the page has had its
 * turn to draw and to go on. What is decided then does not depend on how fast the machine is.
 * @returns false where the page did not come to rest in time
 */
export async function comeToRest(page: Page, recording: Recording, { quiet, most }: Waiting): Promise<boolean> {
  const until = performance.now() + most;
  do {
    const before = recording.lastChange;
    if (recording.isStill() && performance.now() - before >= quiet) {
      const turned = await atMost(1000, page.evaluate(turn), false);
      // What the page did in its turn is heard a moment later.
      await pause(5);
      if (turned && recording.isStill() && recording.lastChange === before) return true;
    }
    await pause(10);
  } while (performance.now() < until);
  return false;
}

/** Waits until something changes on a page, and not longer than so many milliseconds. */
export async function stirs(page: Page, most: number): Promise<void> {
  const began = performance.now();
  await atMost(most + 500, page.evaluate(change, most), undefined);
  // A page that is just going away answers at once.
  if (performance.now() - began < 10) await pause(20);
}

declare const requestAnimationFrame: (then: () => void) => void;
declare const MutationObserver: new (then: () => void) => {
  observe(node: unknown, what: Readonly<Record<string, boolean>>): void;
  disconnect(): void;
};
declare const document: unknown;

// Both run in the page. One that is not drawn, because another lies before it, gets its turn all the same.
const turn = () =>
  new Promise<boolean>((done) => {
    const next = () => setTimeout(done, 0, true);
    requestAnimationFrame(next);
    setTimeout(next, 50);
  });

const change = (most: number) =>
  new Promise<void>((done) => {
    const observer = new MutationObserver(() => {
      end();
    });
    const timer = setTimeout(() => {
      end();
    }, most);
    const end = () => {
      observer.disconnect();
      clearTimeout(timer);
      done();
    };
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  });
