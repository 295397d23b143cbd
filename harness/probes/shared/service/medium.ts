import type { Desk, Family } from './family.ts';

/** What its family is given at the address of a medium; undefined where that is nothing, or what is given anywhere. */
export async function mediumAt(desk: Desk, { credential }: Family, address: string): Promise<Buffer | undefined> {
  if (!URL.canParse(address)) return undefined;
  const { origin, pathname } = new URL(address);
  const medium = await desk.client.fetch(address, credential);
  const beside = await desk.client.fetch(`${origin}${pathname}-not-there`, credential);
  if (medium?.status !== 200 || medium.body.length === 0) return undefined;
  return beside?.body.equals(medium.body) === true ? undefined : medium.body;
}
