import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { largestNote } from '../../reports/registry/note.ts';
import { openRegistry } from '../../reports/registry/registry.ts';
import { withRemote } from '../../reports/registry/remote.ts';
import { serverOf } from '../../reports/registry/serve.ts';
import { addCosignature, witness, witnessHere } from '../../reports/registry/witness.ts';
import { readBounded } from '../../schemas/read-bounded.ts';
import { UserError } from '../../schemas/problem.ts';
import { openKey } from './open-key.ts';
import { count, now, type KeyOption } from './registry-actions.ts';
import { refusing } from './trust-from.ts';

export interface WitnessOptions extends KeyOption {
  readonly name: string;
  readonly memory: string;
  readonly logKey?: string;
}

/** Looks at a log here or elsewhere; gives what is to be printed. */
export async function witnessAt(place: string, options: WitnessOptions): Promise<string> {
  const by = { name: options.name, signer: await openKey(options.key, options), memory: options.memory };
  const { logKey } = options;
  if (!/^https?:\/\//.test(place)) {
    const { size, witnessed } = await refusing(place, () => witnessHere(openRegistry(place), by, now()));
    return `${by.name} saw ${size} entries; witnesses of this checkpoint: ${witnessed.length}\n`;
  }
  if (logKey === undefined)
    throw new UserError(
      {
        code: 'USAGE',
        where: '--log-key',
        problem: 'a distant log is believed only by its key, which its owner gives you',
      },
      64,
    );
  return refusing(place, () =>
    withRemote(place, (read) => {
      const checkpoint = read('checkpoint', largestNote);
      if (checkpoint === undefined)
        throw new UserError({ code: 'FILE', where: place, problem: 'serves no checkpoint' });
      return witness(by, { checkpoint, read, logKey, at: now() });
    }),
  );
}

/** Adds a line that a distant witness printed. */
export async function addLine(folder: string, file: string): Promise<string> {
  const { size, witnessed } = await addCosignature(openRegistry(folder), readBounded(file, 4096), now());
  return `${size} entries, seen by ${witnessed.map(({ name }) => name).join(' and ')}\n`;
}

/** Serves until it is interrupted. */
export async function serveRegistry(folder: string, { port, host }: { port: string; host: string }): Promise<void> {
  const { policy } = openRegistry(folder);
  const server = serverOf(folder).listen(count(port, '--port'), host);
  await once(server, 'listening');
  const { address, port: own, family } = server.address() as AddressInfo;
  const shown = family === 'IPv6' ? `[${address}]` : address;
  process.stdout.write(`Serving ${policy.origin} at http://${shown}:${own}/ until Ctrl-C\n`);
  process.once('SIGINT', () => server.close());
  process.once('SIGTERM', () => server.close());
  await once(server, 'close');
}
