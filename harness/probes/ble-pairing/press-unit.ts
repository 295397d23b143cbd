import type { Attempts, Kept, Plan } from './attempts.ts';
import { comparing, dumb, legacy, showing, strong, typing, withKeyOf } from './offers.ts';

const shown = { from: 'shown' } as const;
/** Milliseconds in which a unit usually asks for security by itself. */
const asking = 300;
/** A window may just have closed; the act is done again so many times. */
const rounds = 3;

/** Every attempt to pair with one unit, in an order in which none spoils another. */
export async function pressUnit(attempts: Attempts): Promise<void> {
  const { progress, parameters } = attempts.observing;
  progress(0, `${attempts.unit.unit} in its normal state`);
  await attempts.attempt({ state: 'normal', wishes: dumb });
  await attempts.attempt({ state: 'normal', wishes: dumb, wait: asking });
  await attempts.attempt({ state: 'normal', wishes: legacy(dumb) });
  for (const wishes of [strong, typing, comparing, showing])
    await attempts.attempt({ state: 'normal', wishes, passkey: shown });
  progress(0.3, `${attempts.unit.unit} in its window`);
  const owner = await inWindow(attempts, { wishes: strong, passkey: shown, by: 'owner' });
  await attempts.comeBack(owner, 'bonding');
  await beStranger(attempts, owner);
  await inWindow(attempts, { wishes: dumb });
  await inWindow(attempts, { wishes: legacy(dumb) });
  await inWindow(attempts, { wishes: legacy(strong), passkey: shown });
  await inWindow(attempts, { wishes: typing, passkey: shown });
  await inWindow(attempts, { wishes: showing });
  const compared = await inWindow(attempts, { wishes: comparing });
  // A unit that shows a number has to wait for the hand that says yes.
  if (compared.row.method === 'numeric-comparison')
    await inWindow(attempts, { wishes: comparing, confirmed: 'bench-alone' });
  progress(0.6, `${attempts.unit.unit} with short keys`);
  for (const keySize of new Set([7, Number(parameters['keySize'] ?? 16) - 1]))
    for (const wishes of [strong, legacy(strong)])
      await inWindow(attempts, { wishes: withKeyOf(keySize, wishes), passkey: shown });
  progress(0.8, `${attempts.unit.unit} after its window`);
  await afterWindow(attempts, Number(parameters['windowSeconds'] ?? 120));
}

// While the owner's host is away.
async function beStranger(attempts: Attempts, owner: Kept): Promise<void> {
  if (owner.bond === undefined) return;
  await attempts.attempt({ state: 'bonded', wishes: dumb });
  await attempts.attempt({ state: 'bonded', wishes: strong, passkey: shown });
  const disguise = { by: 'stranger-as-owner', address: owner.address } as const;
  await attempts.attempt({ state: 'bonded', wishes: dumb, ...disguise });
  await attempts.attempt({ state: 'bonded', wishes: strong, passkey: shown, ...disguise });
  await attempts.comeBack(owner, 'strangers');
}

/** Pairs right after the act; again where the unit says that it takes no pairing, since its window may have been over. */
export async function inWindow(attempts: Attempts, plan: Omit<Plan, 'state' | 'first'>): Promise<Kept> {
  for (let round = 1; ; round++) {
    const kept = await attempts.attempt({ ...plan, state: 'window', first: attempts.act });
    const late = kept.row.failure === 'pairing not supported' || kept.row.outcome === 'not-connected';
    if (!late || round === rounds) return kept;
  }
}

async function afterWindow(attempts: Attempts, windowSeconds: number): Promise<void> {
  const later = async () => {
    await attempts.act();
    await attempts.untilAfterAct(windowSeconds);
  };
  await attempts.attempt({ state: 'after-window', wishes: dumb, first: later });
  await attempts.attempt({ state: 'after-window', wishes: strong, passkey: shown, first: later });
  await attempts.act();
  const { done } = await attempts.hands.do(attempts.unit.unit, 'restart');
  if (!done) return;
  await attempts.attempt({ state: 'after-restart', wishes: strong, passkey: shown });
}
