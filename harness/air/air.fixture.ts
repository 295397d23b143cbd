import { after, before, type Context } from 'mocha';
import { needs } from '../development/needs.ts';
import { airTools, openAir, type Air } from './air.ts';

interface Closing {
  readonly close: () => void;
}

/** Gives back what it is given, and closes it after the work, what came last first. */
export type Ends = <One extends Closing>(one: One) => One;

/** Does something on an air of its own; whatever it opened is closed, and the air stopped, however it ends. */
export async function withAir<T>(work: (air: Air, ends: Ends) => Promise<T>): Promise<T> {
  const air = await openAir();
  const opened: Closing[] = [];
  const ends: Ends = (one) => {
    opened.unshift(one);
    return one;
  };
  try {
    return await work(air, ends);
  } finally {
    for (const one of opened) one.close();
    await air.stop();
  }
}

/** A test on an air of its own; skipped with the reason where there can be none. */
export const onAir = (test: (air: Air, ends: Ends) => Promise<void>) =>
  async function (this: Context): Promise<void> {
    needs(this, ...airTools);
    await withAir(test);
  };

/** An air that all tests of a suite share, there from before them until after them; skipped as above. */
export function airOfSuite(): () => Air {
  let air: Air | undefined;
  before(async function () {
    needs(this, ...airTools);
    air = await openAir();
  });
  after(() => air?.stop());
  return () => {
    if (air === undefined) throw new Error('the air of a suite is there in its tests only');
    return air;
  };
}
