import { existsSync } from 'node:fs';
import { getuid } from 'node:process';
import { launch, type Browser } from 'puppeteer-core';

/** The browser of this machine, if there is one; the variable PUPPETEER_EXECUTABLE_PATH may name another. */
export const browserPath: string | undefined = [
  process.env['PUPPETEER_EXECUTABLE_PATH'],
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
].find((path) => path !== undefined && existsSync(path));

/** A browser without the traffic that browsers make of their own. */
export function openBrowser(): Promise<Browser> {
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];
  return launch({
    ...(browserPath === undefined ? {} : { executablePath: browserPath }),
    args: [...quiet, '--disable-gpu', ...(getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
}
