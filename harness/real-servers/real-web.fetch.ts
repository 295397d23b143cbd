import { applicationNames, fetchApplication } from './applications.ts';

/** Fetches the applications of real-web.test.ts, side by side. @throws Error with a line for each that is not to be had */
export async function fetchFirst(): Promise<void> {
  const fetched = await Promise.allSettled(applicationNames().map(fetchApplication));
  const failed = fetched.flatMap((one) => (one.status === 'rejected' ? [(one.reason as Error).message] : []));
  if (failed.length > 0) throw new Error(failed.join('; '));
}
