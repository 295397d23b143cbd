import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { EvidenceKind } from '../../schemas/types.ts';
import type { Probe } from './probe.ts';

/** Instruments by the kind of evidence they gather. */
export type Probes = ReadonlyMap<EvidenceKind, Probe>;

const ownProbes = join(import.meta.dirname, '..', 'probes');

/**
 * Loads the instruments of these kinds by their path, `probes/<kind>/probe.js`; each once. `declaration` needs none.
 * @throws Error where a kind has no instrument
 */
export async function loadProbes(kinds: Iterable<EvidenceKind>, folder: string = ownProbes): Promise<Probes> {
  const wanted = [...new Set(kinds)].filter((kind) => kind !== 'declaration').sort();
  const loaded = wanted.map(async (kind) => [kind, await loadProbe(kind, folder)] as const);
  return new Map(await Promise.all(loaded));
}

async function loadProbe(kind: EvidenceKind, folder: string): Promise<Probe> {
  if (!/^[a-z][a-z0-9-]*$/.test(kind)) throw new Error(`${kind} is not a kind of evidence`);
  const path = join(folder, kind, 'probe.js');
  if (!existsSync(path)) throw new Error(`no instrument gathers ${kind}: ${path} does not exist`);
  const { probe } = (await import(pathToFileURL(path).href)) as { probe?: Probe };
  if (probe === undefined) throw new Error(`${path} exports no probe`);
  return probe;
}
