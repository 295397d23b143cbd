import { ask, callThat, signInAgain, type Desk } from './family.ts';

/** How many accounts the bench made at a service, and how many of them are gone again. */
export interface Accounts {
  readonly accounts: number;
  readonly removed: number;
}

/**
 * Deletes the accounts that the bench made, as a family would: by the declared call that erases an account. Those that the
 * service does not delete at once stay, and so do all where no such call is declared.
 */
export async function removeAccounts(desk: Desk): Promise<Accounts> {
  const call = callThat(desk, 'erase');
  const gone: boolean[] = [];
  for (const family of call === undefined ? [] : desk.made) {
    const erase = async (credential: string | undefined): Promise<number> =>
      (call && (await ask(desk, { ...family, credential }, call.request)))?.status ?? 0;
    let status = await erase(family.credential);
    // A service may say so to a session that has ended: then it says it again.
    if (!isDone(status) || isDone(await erase(family.credential))) {
      // One that is gone already cannot sign in any more.
      const credential = await signInAgain(desk, family);
      if (credential !== undefined) status = await erase(credential);
    }
    gone.push((isDone(status) && status !== 202) || family.erased);
  }
  return { accounts: desk.made.length, removed: gone.filter(Boolean).length };
}

const isDone = (status: number): boolean => status >= 200 && status < 300;
