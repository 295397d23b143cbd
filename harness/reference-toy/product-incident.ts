import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { load } from '../../schemas/load.ts';
import { ownStandard, requirementFiles } from '../../schemas/read-standard.ts';
import { loadDefects, loadVariations, spoiled, type NamedDefect } from './defect.ts';
import { radioGroup } from './incidents/incident.ts';
import type { Product } from './product.ts';

/**
 * What a product that people bought had wrong beside its radio, in its sensors, papers, pages or service, shown with defects of
 * ours; the file's name is the incident's id. It is a simulation of what was published, not of a product's software.
 */
export interface Incident {
  /** Variations of the reference toy and defects, by name. */
  readonly made: readonly string[];
  /** What of it is known, and what was filled in. */
  readonly known: string;
  /** What was published, by name, beside what `standard/incidents.yaml` names. */
  readonly sources?: readonly string[];
  /** Journeys without which what is shown stays open, beside those of the defects. */
  readonly journeys?: readonly string[];
}

/** An incident as one defect made of several. */
export interface NamedIncident extends NamedDefect, Incident {}

const folder = join(import.meta.dirname, 'product-incidents');

/** Every incident that the reference toy can show, in the order of the names. @throws Error where it names no defect */
export async function loadProductIncidents(): Promise<readonly NamedIncident[]> {
  const known = [...(await loadDefects()), ...(await loadVariations())];
  const modules = readdirSync(folder).filter((file) => file.endsWith('.js'));
  return Promise.all(
    modules.sort().map(async (file) => {
      const { incident } = (await import(pathToFileURL(join(folder, file)).href)) as { incident?: Incident };
      if (incident === undefined) throw new Error(`${file} exports no incident`);
      return named(file.replace('.js', ''), incident, known);
    }),
  );
}

const once = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
};

const entries = once(() => load('incidents', join(ownStandard, 'incidents.yaml')).value.incidents);
const files = once(() => requirementFiles());

/** The entry of `standard/incidents.yaml`. @throws Error where it has none */
export function entryOf(id: string) {
  const entry = entries().find((each) => each.id === id);
  if (entry === undefined) throw new Error(`standard/incidents.yaml has no incident ${id}`);
  return entry;
}

/** Of these requirements those that no instrument can judge yet. */
export function proposedAmong(requirements: readonly string[]): readonly string[] {
  return requirements.filter((id) => {
    const file = files().get(id);
    return file !== undefined && load('requirement', file).value.maturity === 'proposed';
  });
}

function named(name: string, incident: Incident, known: readonly NamedDefect[]): NamedIncident {
  const parts = incident.made.map((part) => {
    const found = known.find((defect) => defect.name === part);
    if (found === undefined) throw new Error(`${name} names the defect ${part}, which does not exist`);
    return found;
  });
  const together = (of: (defect: NamedDefect) => readonly string[]) => [...new Set(parts.flatMap(of))].sort();
  const { caughtBy } = entryOf(name);
  const open = proposedAmong(caughtBy);
  return {
    ...{ ...incident, name },
    fails: caughtBy.filter((id) => !id.startsWith(`${radioGroup}-`) && !open.includes(id)).sort(),
    leavesOpen: together(({ leavesOpen = [] }) => leavesOpen),
    seenBy: together(({ seenBy }) => seenBy),
    ...journeysOf(parts, incident.journeys),
    sentence: parts.map(({ sentence }) => sentence).join(' '),
    change: (product: Product) => spoiled(product, parts),
  };
}

// Where one part is shown by any journey, all are taken.
function journeysOf(parts: readonly NamedDefect[], more: readonly string[] = []): Pick<NamedDefect, 'journeys'> {
  const onPages = parts.filter(({ seenBy }) => seenBy.includes('web-session'));
  if (onPages.some(({ journeys }) => journeys === undefined)) return {};
  return { journeys: [...new Set([...onPages.flatMap(({ journeys = [] }) => journeys), ...more])] };
}
