import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { UserError } from '../../schemas/problem.ts';
import { ownNetwork, runInNamespace } from '../reference-toy/namespace.ts';
import type { NamedIncident } from '../reference-toy/product-incident.ts';
import type { Judging } from './incidents-judge.ts';

const gatherer = join(import.meta.dirname, 'gather-defects.js');

/** Products that are switched on at once, each in a network of its own; one where the system gives none. */
const lanes = 3;

/**
 * Gathers from products what their defects can change, and nothing else: test cases over other evidence stay open when
 * the run is judged, and a requirement that fails because of what was gathered shows.
 * @throws UserError TOOL where one cannot be switched on
 */
export async function gatherProducts(
  incidents: readonly NamedIncident[],
  { folder, interrupt, done }: Judging,
): Promise<void> {
  // What takes longest comes first, so that nothing is waited for at the end.
  const slow = ({ seenBy }: NamedIncident) => Number(seenBy.includes('web-session'));
  const waiting = incidents.toSorted((one, other) => slow(other) - slow(one)).map(({ name }) => name);
  const giveUp = (error: unknown): never => {
    waiting.length = 0;
    throw error;
  };
  const lane = async () => {
    for (let next = waiting.shift(); next !== undefined && !interrupt.aborted; next = waiting.shift()) {
      if (await gatherFrom(next, folder, interrupt).catch(giveUp)) done(next);
    }
  };
  await Promise.all(Array.from({ length: ownNetwork() === undefined ? 1 : lanes }, lane));
}

// False where it was interrupted.
async function gatherFrom(name: string, folder: string, interrupt: AbortSignal): Promise<boolean> {
  const args = [folder, name];
  const ran = (await runInNamespace(gatherer, args, interrupt)) ?? (await runHere(args, interrupt));
  if (ran.code === 0 || interrupt.aborted) return ran.code === 0;
  const hint = 'toymark doctor tells what this system lacks.';
  throw new UserError({ code: 'TOOL', where: name, problem: `it cannot be gathered from: ${ran.errors.trim()}`, hint });
}

// On loopback addresses, which only one toy has at a time.
async function runHere(args: readonly string[], signal: AbortSignal) {
  try {
    const { stderr } = await promisify(execFile)(process.execPath, [gatherer, ...args], { signal });
    return { code: 0, errors: stderr };
  } catch (error) {
    const { code, stderr } = error as { readonly code?: unknown; readonly stderr?: string };
    return { code: typeof code === 'number' ? code : 70, errors: stderr ?? String(error) };
  }
}
