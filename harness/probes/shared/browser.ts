import { createHash } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { getuid } from 'node:process';
import type { Browser } from 'puppeteer-core';
import { NotObserved } from '../../gather/probe.ts';
import { firstLine } from './first-line.ts';

/** The same engine without a window, its bars and its menus around it, as Debian packages it. */
const lightBrowser = '/usr/bin/chromium-headless-shell';

/** The browser of this machine, the light one where that is wanted and there; the variable PUPPETEER_EXECUTABLE_PATH may name another. */
export function browserPath(light = false): string | undefined {
  const usual = ['/usr/bin/chromium', '/usr/bin/google-chrome'];
  return [process.env['PUPPETEER_EXECUTABLE_PATH'], ...(light ? [lightBrowser] : []), ...usual].find(
    (path) => path !== undefined && existsSync(path),
  );
}

/** How a browser finds hosts and whom it believes. */
export interface Surroundings {
  /** Addresses by host name, asked before any name server. */
  readonly names: Readonly<Record<string, string>>;
  /** Public keys of servers whose certificates the bench has proved by itself: base64 of SHA-256 over the SPKI. */
  readonly trustedKeys: readonly string[];
  /** Shows a window; for a person who clicks. */
  readonly visible?: boolean;
  /** The light browser is enough. */
  readonly light?: boolean;
  /** Pages can be asked for the accessible names of their controls. */
  readonly namesControls?: boolean;
  /** Another program can drive it too, at an address on this machine. */
  readonly endpoint?: boolean;
}

/**
 * A browser as a family has it: it does not say that it is driven, and makes no traffic of its own.
 * @throws NotObserved tool-missing
 */
export async function openBrowser(surroundings: Surroundings): Promise<Browser> {
  const executablePath = browserPath(surroundings.light === true && surroundings.visible !== true);
  if (executablePath === undefined)
    throw new NotObserved('tool-missing', 'no browser: install chromium, or name one in PUPPETEER_EXECUTABLE_PATH');
  const { launch } = await import('puppeteer-core');
  try {
    const browser = await launch({
      executablePath,
      headless: surroundings.visible !== true,
      // Through a pipe nobody else on this machine can drive it, and it listens on no port.
      pipe: surroundings.endpoint !== true,
      defaultViewport: { width: 800, height: 1000 },
      // Whoever listens to what is sent does so himself, and once is enough.
      networkEnabled: false,
      issuesEnabled: false,
      args: argumentsFor(surroundings),
      ignoreDefaultArgs: ['--enable-automation'],
      handleSIGINT: false,
    });
    if (surroundings.visible !== true) stepBack(browser);
    return browser;
  } catch (error) {
    throw new NotObserved('tool-missing', `the browser does not start: ${firstLine(error)}`);
  }
}

// What other instruments measure by time goes before pages. The browser has a session of its own, and where sessions share
// the processors as groups it is the group that steps back, whatever its programs' own priorities are: sched(7), autogroup.
function stepBack(browser: Browser): void {
  try {
    writeFileSync(`/proc/${browser.process()?.pid ?? 0}/autogroup`, '3');
  } catch {
    // Then it goes on beside the others.
  }
}

function argumentsFor({ names, trustedKeys, namesControls }: Surroundings): string[] {
  const rules = Object.entries(names).map(([name, address]) => `MAP ${name} ${bracketed(address)}`);
  return [
    ...quiet,
    ...(rules.length === 0 ? [] : [`--host-resolver-rules=${rules.join(',')}`]),
    ...(trustedKeys.length === 0 ? [] : [`--ignore-certificate-errors-spki-list=${trustedKeys.join(',')}`]),
    ...(namesControls === true ? ['--enable-blink-features=ComputedAccessibilityInfo'] : []),
    ...(getuid?.() === 0 ? ['--no-sandbox'] : []),
  ];
}

// RenderDocument makes a new host for each page of one site, unseen by the page: a quarter of what a page costs.
const quiet = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-client-side-phishing-detection',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-blink-features=AutomationControlled',
  '--disable-features=OptimizationHints,MediaRouter,InterestFeedContentSuggestions,Translate,AutofillServerCommunication,HttpsUpgrades,SpareRendererForSitePerProcess,RenderDocument',
  '--js-flags=--max-old-space-size=512',
];

const bracketed = (address: string) => (address.includes(':') ? `[${address}]` : address);

/** What the browser compares a server's key with. */
export const keyDigest = (spki: Uint8Array): string => createHash('sha256').update(spki).digest('base64');
