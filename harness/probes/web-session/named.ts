import type { ElementHandle, Frame, JSHandle } from 'puppeteer-core';

declare const document: unknown;

/** What Puppeteer's handles can do beyond what its types tell; its selectors `aria/` do the same with many more commands. */
interface Asked extends JSHandle {
  queryAXTree(name: string, role?: string): AsyncIterable<ElementHandle>;
}

/** Everything in a frame that bears an accessible name, and a role where one is given, as the browser computes both. */
export async function named(frame: Frame, name: string, role?: string): Promise<readonly ElementHandle[]> {
  const whole = (await frame.evaluateHandle(() => document)) as unknown as Asked;
  const found: ElementHandle[] = [];
  for await (const element of whole.queryAXTree(name, role)) found.push(element);
  return found;
}
