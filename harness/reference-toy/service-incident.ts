import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { loadDefects, spoiled, type NamedDefect } from './defect.ts';
import type { Product } from './product.ts';

/** What the service of a toy that people bought had wrong, shown with defects of ours; the file's name is the incident's id. */
export interface Incident {
  readonly defects: readonly string[];
  /** Requirements that would have caught it and that these defects do not show, each with the reason. */
  readonly elsewhere?: Readonly<Record<string, string>>;
}

/** An incident as one defect made of several. */
export interface NamedIncident extends NamedDefect, Incident {}

const folder = join(import.meta.dirname, 'service-incidents');

/** Every incident of a service that the reference toy can show, in the order of the names. @throws Error where it names no defect */
export async function loadServiceIncidents(): Promise<readonly NamedIncident[]> {
  const known = await loadDefects();
  const files = readdirSync(folder).filter((file) => file.endsWith('.js'));
  return Promise.all(
    files.sort().map(async (file) => {
      const { incident } = (await import(pathToFileURL(join(folder, file)).href)) as { incident?: Incident };
      if (incident === undefined) throw new Error(`${file} exports no incident`);
      return named(file.replace('.js', ''), incident, known);
    }),
  );
}

function named(name: string, incident: Incident, known: readonly NamedDefect[]): NamedIncident {
  const parts = incident.defects.map((part) => {
    const found = known.find((defect) => defect.name === part);
    if (found === undefined) throw new Error(`${name} names the defect ${part}, which does not exist`);
    return found;
  });
  const together = (of: (defect: NamedDefect) => readonly string[]) => [...new Set(parts.flatMap(of))].sort();
  return {
    ...incident,
    name,
    fails: together(({ fails }) => fails),
    leavesOpen: together(({ leavesOpen = [] }) => leavesOpen),
    seenBy: together(({ seenBy }) => seenBy),
    sentence: parts.map(({ sentence }) => sentence).join(' '),
    change: (product: Product) => spoiled(product, parts),
  };
}
