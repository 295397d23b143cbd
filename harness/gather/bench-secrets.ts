import { resolve } from 'node:path';
import { load } from '../../schemas/load.ts';
import type { Bench } from '../../schemas/types.ts';
import type { Observing } from './probe.ts';

/**
 * Looks up the values of declared credentials in the file that the bench names; knows none where it names no file.
 * @throws UserError where the file cannot be read or does not fit
 */
export function readSecrets(bench: Bench, benchFolder: string): Observing['secret'] {
  if (bench.secrets === undefined) return () => undefined;
  const { credentials } = load('bench-secrets', resolve(benchFolder, bench.secrets)).value;
  return (unit, credential) => {
    const found = credentials.find((row) => row.unit === unit && row.credential === credential);
    return found === undefined ? undefined : { username: found.username, value: found.value };
  };
}
